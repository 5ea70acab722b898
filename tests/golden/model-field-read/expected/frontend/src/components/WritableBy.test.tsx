import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { memoryModel, THING } from "../testing/memory";
import { ADA, renderPage } from "../testing/render";
import { WritableBy } from "./WritableBy";

const GRACE = { ...ADA, id: "grace", groups: [] };

it.each([
  { words: ["owner"], who: "its owner", user: ADA, item: THING, isShown: true },
  { words: ["owner"], who: "somebody else", user: GRACE, item: THING, isShown: false },
  { words: ["owner"], who: "whoever creates it", user: GRACE, item: undefined, isShown: true },
  { words: ["admins"], who: "an admin", user: ADA, item: THING, isShown: true },
  { words: ["admins"], who: "somebody else", user: GRACE, item: THING, isShown: false },
])("shows a field for $words to $who: $isShown", ({ words, user, item, isShown }) => {
  renderPage(
    <WritableBy words={words} of={memoryModel()} item={item}>
      Status
    </WritableBy>,
    user,
  );
  expect(screen.queryByText("Status") !== null).toBe(isShown);
});

it("shows nobody a field that depends on the caller of a public operation", () => {
  const model = memoryModel();
  model.access = { ...model.access, update: ["public"] };
  renderPage(
    <WritableBy words={["admins"]} of={model} item={THING}>
      Status
    </WritableBy>,
  );
  expect(screen.queryByText("Status")).not.toBeInTheDocument();
});
