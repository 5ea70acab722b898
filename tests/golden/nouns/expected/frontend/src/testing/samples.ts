import type { Field, Item, Model } from "../models/types";

const AT = "2026-11-23T11:19:00Z";

/** A value that the server would accept, unless a field has a pattern. */
export function sampleValue(field: Field): unknown {
  switch (field.type) {
    case "integer":
    case "number":
      return Math.min(Math.max(1, field.min ?? 1), field.max ?? 1);
    case "boolean":
      return true;
    case "date":
      return "2026-11-23";
    case "datetime":
      return AT;
    case "email":
      return "ada@example.com";
    case "url":
      return "https://example.com/";
    case "json":
      return { sample: true };
    case "enum":
      return field.options?.[0];
    case "list": {
      const entry = { name: field.name, label: field.label, required: true, ...field.items };
      return [sampleValue({ ...entry, type: field.items?.type ?? "string" })];
    }
    default:
      return `Sample ${field.label}`.padEnd(field.min ?? 0, "x").slice(0, field.max);
  }
}

export function sampleItem(model: Model): Item {
  return {
    id: "01SAMPLE",
    owner: "ada",
    created_at: AT,
    updated_at: AT,
    version: 3,
    ...Object.fromEntries(model.fields.map((field) => [field.name, sampleValue(field)])),
  };
}
