import { describe, expect, it } from "vitest";
import { may, mayEnter } from "./access";

const ADA = { id: "ada", email: "ada@example.com", groups: ["editors"] };

describe("may", () => {
  it.each([
    [["public"], null, undefined, true],
    [["signed-in"], null, undefined, false],
    [["signed-in"], ADA, undefined, true],
    [["owner"], ADA, "ada", true],
    [["owner"], ADA, "grace", false],
    [["owner"], null, undefined, false],
    [["editors"], ADA, undefined, true],
    [["admins"], ADA, undefined, false],
    [["owner", "editors"], ADA, "grace", true],
  ])("%j for %j and an item of %s: %s", (access, user, owner, expected) => {
    expect(may(access, user, owner)).toBe(expected);
  });
});

describe("mayEnter", () => {
  it("lets in whoever may own something", () => {
    expect(mayEnter(["owner"], ADA)).toBe(true);
    expect(mayEnter(["owner"], null)).toBe(false);
  });
});
