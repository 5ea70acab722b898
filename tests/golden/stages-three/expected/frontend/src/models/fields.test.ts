import { describe, expect, it } from "vitest";
import {
  columnsOf,
  type Draft,
  humanize,
  parse,
  parseAll,
  titleOf,
  toDrafts,
  toPatch,
} from "./fields";
import type { Field, Model } from "./types";

function field(type: Field["type"], more: Partial<Field> = {}): Field {
  return { name: "it", label: "It", type, required: true, ...more };
}

function model(...fields: Field[]): Model {
  const everybody = ["public"];
  return {
    name: "thing",
    label: "Thing",
    plural: "Things",
    path: "/things",
    fields,
    indexes: [],
    access: { read: everybody, create: everybody, update: everybody, delete: everybody },
  };
}

const ITEM = { id: "01ABCDEF", created_at: "", updated_at: "", version: 1 };

describe("parse", () => {
  it.each<[Field, Draft, unknown]>([
    [field("string"), "text", "text"],
    [field("integer"), "42", 42],
    [field("number"), "4.2", 4.2],
    [field("boolean"), "false", false],
    [field("date"), "2026-11-23", "2026-11-23"],
    [field("email"), " ada@example.com ", "ada@example.com"],
    [field("url"), "https://example.com", "https://example.com"],
    [field("json"), '{"a": [1]}', { a: [1] }],
    [field("enum", { options: [" "] }), " ", " "],
    [field("list", { items: { type: "integer" } }), ["1", "", "2"], [1, 2]],
    [field("list"), [], []],
    [field("string", { required: false }), " ", undefined],
    [field("list", { required: false }), [""], undefined],
  ])("reads %j from %j", (given, draft, value) => {
    expect(parse(given, draft)).toEqual({ value });
  });

  it.each<[Field, Draft]>([
    [field("string"), " "],
    [field("string"), "a\tb"],
    [field("string", { max: 2 }), "abc"],
    [field("string", { min: 2 }), "a"],
    [field("string", { pattern: "^(?:[a-z]+)$" }), "A"],
    [field("integer"), "4.2"],
    [field("integer", { min: 0 }), "-1"],
    [field("number", { max: 1 }), "1.1"],
    [field("number"), "four"],
    [field("datetime"), "soon"],
    [field("email"), "ada"],
    [field("url"), "javascript:alert(1)"],
    [field("json"), "{"],
    [field("list", { items: { type: "integer" } }), ["1", "two"]],
    [field("list", { max: 1 }), ["a", "b"]],
  ])("refuses for %j what is in %j", (given, draft) => {
    expect(parse(given, draft)).toEqual({ error: expect.any(String) });
  });

  it("counts characters as people do", () => {
    expect(parse(field("string", { max: 2 }), "👋👋")).toEqual({ value: "👋👋" });
  });

  it("keeps the moment of a date and time", () => {
    const drafts = toDrafts(model(field("datetime")), { ...ITEM, it: "2026-11-23T11:19:00Z" });
    expect(parse(field("datetime"), drafts.it ?? "")).toEqual({
      value: "2026-11-23T11:19:00.000Z",
    });
  });
});

describe("parseAll", () => {
  it("collects every error", () => {
    const thing = model(field("string", { name: "a" }), field("integer", { name: "b" }));
    const { values, errors } = parseAll(thing, { a: "", b: "x" });
    expect(values).toEqual({});
    expect(Object.keys(errors)).toEqual(["a", "b"]);
  });
});

describe("toPatch", () => {
  it("holds what has changed, and null for what was emptied", () => {
    const names = ["kept", "changed", "emptied"];
    const thing = model(...names.map((name) => field("string", { name, required: false })));
    const before = { kept: "1", changed: "1", emptied: "1" };
    const after = { kept: "1", changed: "2", emptied: "" };
    const { values } = parseAll(thing, after);
    expect(toPatch(thing, before, after, values)).toEqual({ changed: "2", emptied: null });
  });
});

describe("titleOf", () => {
  it("is the first text, or the id for want of one", () => {
    expect(titleOf(model(field("integer"), field("string")), { ...ITEM, it: "Name" })).toBe("Name");
    expect(titleOf(model(field("integer")), { ...ITEM, it: 1 })).toBe("Thing ABCDEF");
  });
});

describe("columnsOf", () => {
  it("leaves out the title and what is too wide", () => {
    const names = columnsOf(model(field("string"), field("json"), field("date", { name: "day" })));
    expect(names.map(({ name }) => name)).toEqual(["day"]);
  });
});

describe("humanize", () => {
  it("writes a value as a person would", () => {
    expect(humanize("in-review")).toBe("In review");
    expect(humanize("__proto__")).toBe("Proto");
  });

  it("leaves a value without a word in it as it is", () => {
    expect(humanize("--")).toBe("--");
  });
});
