import type { Field, Item, Model, Values } from "./types";

/** What a form control holds. A File is uploaded when the form is saved. */
export type Draft = string | readonly string[] | File;
export type Drafts = Readonly<Record<string, Draft>>;

type Parsed = { value: unknown } | { error: string };

/** No value: an optional field that is left empty. */
const NOTHING: Parsed = { value: undefined };

/** Control characters, and those that end a line. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function toDrafts(model: Model, item?: Item): Drafts {
  return Object.fromEntries(
    model.fields.map((field) => [
      field.name,
      toDraft(field, item === undefined ? field.default : item[field.name]),
    ]),
  );
}

function toDraft(field: Field, value: unknown): Draft {
  if (field.type === "list") {
    return Array.isArray(value) ? value.map((entry) => toText(entryOf(field), entry)) : [];
  }
  return toText(field, value);
}

function toText(field: Field, value: unknown): string {
  if (value === undefined || value === null) {
    return field.type === "boolean" && field.required ? "false" : "";
  }
  if (field.type === "json") {
    return JSON.stringify(value, null, 2);
  }
  return field.type === "datetime" ? toLocal(String(value)) : String(value);
}

/** An entry of a list as a field of its own. */
export function entryOf({ name, label, items = { type: "string" } }: Field): Field {
  return { name, label, required: true, ...items };
}

/** A moment as `<input type="datetime-local">` wants it. */
function toLocal(moment: string): string {
  const date = new Date(moment);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The value of a control, or what is wrong with it: the same rules as the server's. */
export function parse(field: Field, draft: Draft): Parsed {
  if (draft instanceof File) {
    return NOTHING;
  }
  if (typeof draft !== "string") {
    return parseList(field, draft);
  }
  if (isEmpty(field, draft)) {
    return field.required ? { error: "Fill in this field." } : NOTHING;
  }
  return parseText(field, draft);
}

function isEmpty(field: Field, draft: string): boolean {
  return field.type === "enum" ? draft === "" : draft.trim() === "";
}

function parseList(field: Field, drafts: readonly string[]): Parsed {
  const entry = entryOf(field);
  const filled = drafts.filter((draft) => !isEmpty(entry, draft));
  if (filled.length === 0 && !field.required) {
    return NOTHING;
  }
  const values: unknown[] = [];
  for (const draft of filled) {
    const parsed = parseText(entry, draft);
    if ("error" in parsed) {
      return { error: `${draft}: ${parsed.error}` };
    }
    values.push(parsed.value);
  }
  return rangeError(field, values.length, "entries") ?? { value: values };
}

function parseText(field: Field, draft: string): Parsed {
  switch (field.type) {
    case "integer":
    case "number":
      return parseNumber(field, draft);
    case "boolean":
      return { value: draft === "true" };
    case "datetime": {
      const date = new Date(draft);
      return Number.isNaN(date.getTime())
        ? { error: "Enter a date and a time." }
        : { value: date.toISOString() };
    }
    case "json":
      try {
        return { value: JSON.parse(draft) };
      } catch {
        return { error: "This is not valid JSON." };
      }
    case "email":
      return EMAIL.test(draft.trim())
        ? checkText(field, draft.trim())
        : { error: "Enter an email address." };
    case "url":
      return isWebAddress(draft.trim())
        ? checkText(field, draft.trim())
        : { error: "Enter an address that starts with https:// or http://." };
    case "string":
      return CONTROL.test(draft)
        ? { error: "Enter one line, without control characters." }
        : checkText(field, draft);
    case "text":
      return checkText(field, draft);
    default:
      return { value: draft };
  }
}

function parseNumber(field: Field, draft: string): Parsed {
  const value = Number(draft);
  if (!Number.isFinite(value)) {
    return { error: "Enter a number." };
  }
  if (field.type === "integer" && !Number.isSafeInteger(value)) {
    return { error: "Enter a whole number." };
  }
  return rangeError(field, value, "") ?? { value };
}

function checkText(field: Field, value: string): Parsed {
  const error = rangeError(field, Array.from(value).length, "characters");
  if (error !== undefined) {
    return error;
  }
  return matches(field.pattern, value) ? { value } : { error: "This is not in the right form." };
}

function rangeError(
  { min, max }: Field,
  size: number,
  unit: string,
): { error: string } | undefined {
  if (min !== undefined && size < min) {
    return { error: `Enter at least ${min} ${unit}`.trimEnd() };
  }
  if (max !== undefined && size > max) {
    return { error: `Enter at most ${max} ${unit}`.trimEnd() };
  }
  return undefined;
}

function matches(pattern: string | undefined, value: string): boolean {
  if (pattern === undefined) {
    return true;
  }
  return new RegExp(pattern, "u").test(value);
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:\/\//i.test(value);
}

export interface Parse {
  values: Values;
  errors: Readonly<Record<string, string>>;
}

/** Every field of a form: the values to send, and what is wrong. */
export function parseAll(model: Model, drafts: Drafts): Parse {
  const values: Values = {};
  const errors: Record<string, string> = {};
  for (const field of model.fields) {
    const parsed = parse(field, drafts[field.name] ?? "");
    if ("error" in parsed) {
      errors[field.name] = parsed.error;
    } else if (parsed.value !== undefined) {
      values[field.name] = parsed.value;
    }
  }
  return { values, errors };
}

/** A merge patch: what has changed since `before`, null for what was emptied. */
export function toPatch(model: Model, before: Drafts, after: Drafts, values: Values): Values {
  return Object.fromEntries(
    model.fields
      .filter(({ name }) => !(after[name] instanceof File))
      .filter(({ name }) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map(({ name }) => [name, values[name] ?? null]),
  );
}

const TITLE_TYPES = ["string", "email", "url", "text"];

/** What a person would call an item. */
export function titleOf(model: Model, item: Item): string {
  const field = model.fields.find(({ type }) => TITLE_TYPES.includes(type));
  const value = field === undefined ? undefined : item[field.name];
  return typeof value === "string" && value !== "" ? value : `${model.label} ${item.id.slice(-6)}`;
}

const MAX_COLUMNS = 5;
const WIDE_TYPES = ["text", "json", "list", "file"];

/** The fields that fit into a table beside the title. */
export function columnsOf(model: Model): Field[] {
  const title = model.fields.find(({ type }) => TITLE_TYPES.includes(type));
  return model.fields
    .filter((field) => field !== title && !WIDE_TYPES.includes(field.type))
    .slice(0, MAX_COLUMNS - 1);
}

/** `in-review` as a person would write it: In review. */
export function humanize(word: string): string {
  const text = word.replaceAll(/[-_]+/g, " ").trim() || word;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
