import { describe, expect, it } from "vitest";
import { authMessage } from "./messages";

function named(name: string): Error {
  return Object.assign(new Error("raw"), { name });
}

describe("authMessage", () => {
  it("says what is wrong", () => {
    expect(authMessage(named("CodeMismatchException"), "sign-in")).toMatch(/code is not right/);
  });

  it.each(["NewException", "constructor", "__proto__"])("has a message for: %s", (name) => {
    expect(authMessage(named(name), "sign-in")).toMatch(/did not work/);
  });
});
