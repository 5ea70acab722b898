/** A value, or what is wrong with what was typed. */
export type Parsed<Value> = { value: Value | undefined } | { problem: string };

export interface Bounds {
  /** The smallest number, or the fewest characters or entries. */
  min?: number | undefined;
  max?: number | undefined;
}

export interface TextRules extends Bounds {
  pattern?: string | undefined;
}

/** A text, as a person types it, and the value that it stands for: the same rules as the server's. */
export interface Format<Value, Rules = Bounds> {
  input: { type?: string; inputMode?: "decimal" | "numeric" };
  write(value: Value): string;
  /** Reads a text that is not blank. */
  read(text: string, rules: Rules): Parsed<Value>;
}

/** Control characters, and those that end a line. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const string: Format<string, TextRules> = {
  input: {},
  write: (value) => value,
  read: (text, rules) =>
    CONTROL.test(text)
      ? { problem: "Enter one line, without control characters." }
      : checkText(text, rules),
};

const text: Format<string, TextRules> = { ...string, read: checkText };

const email: Format<string, TextRules> = {
  ...string,
  input: { type: "email" },
  read: (typed, rules) =>
    EMAIL.test(typed.trim())
      ? checkText(typed.trim(), rules)
      : { problem: "Enter an email address." },
};

const url: Format<string, TextRules> = {
  ...string,
  input: { type: "url" },
  read: (typed, rules) =>
    isWebAddress(typed.trim())
      ? checkText(typed.trim(), rules)
      : { problem: "Enter an address that starts with https:// or http://." },
};

const number: Format<number> = {
  input: { inputMode: "decimal" },
  write: String,
  read(typed, rules) {
    const value = Number(typed);
    return Number.isFinite(value)
      ? checkRange(value, value, rules)
      : { problem: "Enter a number." };
  },
};

const integer: Format<number> = {
  input: { inputMode: "numeric" },
  write: String,
  read(typed, rules) {
    const read = number.read(typed, rules);
    return Number.isFinite(Number(typed)) && !Number.isSafeInteger(Number(typed))
      ? { problem: "Enter a whole number." }
      : read;
  },
};

const date: Format<string> = {
  input: { type: "date" },
  write: (value) => value,
  read: (typed) => ({ value: typed }),
};

const datetime: Format<string> = {
  input: { type: "datetime-local" },
  write: toLocal,
  read(typed) {
    const moment = new Date(typed);
    return Number.isNaN(moment.getTime())
      ? { problem: "Enter a date and a time." }
      : { value: moment.toISOString() };
  },
};

const boolean: Format<boolean> = {
  input: {},
  write: String,
  read: (typed) => ({ value: typed === "true" }),
};

const json: Format<unknown> = {
  input: {},
  write: (value) => JSON.stringify(value, null, 2),
  read(typed) {
    try {
      return { value: JSON.parse(typed) };
    } catch {
      return { problem: "This is not valid JSON." };
    }
  },
};

export const FORMATS = { string, text, email, url, number, integer, date, datetime, boolean, json };

/** Reads what was typed, if anything was. */
export function read<Value, Rules>(
  format: Format<Value, Rules>,
  typed: string,
  rules: Rules,
): Parsed<Value> {
  return typed.trim() === "" ? { value: undefined } : format.read(typed, rules);
}

/** Whether there are neither too many nor too few entries, characters, or whatever a number counts. */
export function checkRange<Value>(
  value: Value,
  size: number,
  { min, max }: Bounds,
  unit = "",
): Parsed<Value> {
  if (min !== undefined && size < min) {
    return { problem: `Enter at least ${min} ${unit}`.trimEnd() };
  }
  if (max !== undefined && size > max) {
    return { problem: `Enter at most ${max} ${unit}`.trimEnd() };
  }
  return { value };
}

function checkText(typed: string, rules: TextRules): Parsed<string> {
  const { pattern } = rules;
  if (pattern !== undefined && !new RegExp(pattern, "u").test(typed)) {
    return { problem: "This is not in the right form." };
  }
  return checkRange(typed, Array.from(typed).length, rules, "characters");
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:\/\//i.test(address);
}

/** A moment as `<input type="datetime-local">` takes it. */
function toLocal(moment: string): string {
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
