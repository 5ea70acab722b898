import { randomUUID } from "node:crypto";
import { entryOf, type Field } from "../../src/testing/fields";

const SPREAD = 1_000_000;

/** What somebody may type into a field or, of a list, into each entry; never the same text twice. */
export function sampleText(field: Field): string {
  switch (field.type) {
    case "integer":
    case "number":
      return String(sampleNumber(field));
    case "boolean":
      return "true";
    case "date":
      return "2026-11-23";
    case "datetime":
      return "2026-11-23T11:19";
    case "email":
      return `${token()}@example.com`.padStart(field.min ?? 0, "x");
    case "url":
      return `https://example.com/${token()}`.padEnd(field.min ?? 0, "x");
    case "json":
      return JSON.stringify({ sample: token() }, null, 2);
    case "enum":
      return field.options?.at(-1) ?? "";
    case "list":
      return sampleText(entryOf(field));
    default:
      return `${field.label} ${token()}`.padStart(field.min ?? 0, "x").slice(-(field.max ?? 0));
  }
}

function sampleNumber({ min, max }: Field): number {
  const least = min ?? Math.min(0, max ?? 0);
  const whole = Math.ceil(least) + Math.floor(Math.random() * SPREAD);
  return Math.min(whole, max ?? whole);
}

function token(): string {
  return randomUUID().slice(0, 8);
}
