import { describe, expect, it } from "vitest";
import { FORMATS, read, type TextRules } from "./rules";

type Type = keyof typeof FORMATS;

function readAs(type: Type, typed: string, rules: TextRules = {}) {
  return read<unknown, TextRules>(FORMATS[type], typed, rules);
}

describe("read", () => {
  it.each<[Type, string, unknown]>([
    ["string", "text", "text"],
    ["string", " ", undefined],
    ["text", "two\nlines", "two\nlines"],
    ["integer", "42", 42],
    ["number", "4.2", 4.2],
    ["boolean", "false", false],
    ["date", "2026-11-23", "2026-11-23"],
    ["email", " ada@example.com ", "ada@example.com"],
    ["url", " https://example.com ", "https://example.com"],
    ["json", '{"a": [1]}', { a: [1] }],
  ])("reads as %s from %j", (type, typed, value) => {
    expect(readAs(type, typed)).toEqual({ value });
  });

  it.each<[Type, string, TextRules, string]>([
    ["string", "a\tb", {}, "Enter one line, without control characters."],
    ["string", "abc", { max: 2 }, "Enter at most 2 characters"],
    ["string", "a", { min: 2 }, "Enter at least 2 characters"],
    ["string", "A", { pattern: "^(?:[a-z]+)$" }, "This is not in the right form."],
    ["integer", "4.2", {}, "Enter a whole number."],
    ["integer", "1e400", {}, "Enter a number."],
    ["integer", "-1", { min: 0 }, "Enter at least 0"],
    ["number", "1.1", { max: 1 }, "Enter at most 1"],
    ["number", "four", {}, "Enter a number."],
    ["datetime", "soon", {}, "Enter a date and a time."],
    ["email", "ada", {}, "Enter an email address."],
    ["url", "javascript:alert(1)", {}, "Enter an address that starts with https:// or http://."],
    ["json", "{", {}, "This is not valid JSON."],
  ])("refuses as %s what is in %j", (type, typed, rules, problem) => {
    expect(readAs(type, typed, rules)).toEqual({ problem });
  });

  it("counts characters as people do", () => {
    expect(readAs("string", "👋👋", { max: 2 })).toEqual({ value: "👋👋" });
  });

  it("keeps the moment of a date and time", () => {
    const typed = FORMATS.datetime.write("2026-11-23T11:19:00Z");
    expect(readAs("datetime", typed)).toEqual({ value: "2026-11-23T11:19:00.000Z" });
  });
});
