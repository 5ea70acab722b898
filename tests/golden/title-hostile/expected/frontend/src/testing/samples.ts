import type { Stored } from "../data/model";
import { entryOf, type Field } from "./fields";

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
    case "list":
      return [sampleValue(entryOf(field))];
    default:
      return `Sample ${field.label}`.padEnd(field.min ?? 0, "x").slice(0, field.max);
  }
}

/** An item with a value for each field. */
export function sampleItem<Item extends Stored>(fields: readonly Field[]): Item {
  return {
    id: "01SAMPLE",
    owner: "ada",
    created_at: AT,
    updated_at: AT,
    version: 3,
    ...Object.fromEntries(fields.map((field) => [field.name, sampleValue(field)])),
  } as unknown as Item;
}
