import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../testing/render";
import { memoryResource } from "../testing/resource";
import { sampleItem } from "../testing/samples";
import { RefPicker } from "./RefInput";
import type { Model } from "./types";

const MODEL: Model = {
  name: "thing",
  label: "Thing",
  plural: "Things",
  path: "/things",
  fields: [{ name: "name", label: "Name", type: "string", required: true }],
  indexes: [],
  access: { read: ["public"], create: ["signed-in"], update: ["owner"], delete: ["owner"] },
};
const FIRST = { ...sampleItem(MODEL), name: "First" };
const SECOND = { ...FIRST, id: "01SECOND", name: "Second" };

it("finds an item by typing and takes it with the keyboard", async () => {
  const resource = memoryResource(MODEL, FIRST, SECOND);
  const chosen: string[] = [];
  const { user } = renderPage(
    <RefPicker id="thing" resource={resource} value="" onChange={(id) => chosen.push(id)} />,
  );
  await user.type(screen.getByRole("combobox"), "sec");
  expect(await screen.findAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Enter}");
  expect(chosen).toEqual([SECOND.id]);
});

it("shows what has been chosen and clears it", async () => {
  const resource = memoryResource(MODEL, FIRST);
  const chosen: string[] = [];
  const { user } = renderPage(
    <RefPicker
      id="thing"
      resource={resource}
      value={FIRST.id}
      onChange={(id) => chosen.push(id)}
    />,
  );
  await waitFor(() => expect(screen.getByRole("combobox")).toHaveValue("First"));
  await user.click(screen.getByRole("button", { name: "Clear thing" }));
  expect(chosen).toEqual([""]);
});

it("says that its item was deleted", async () => {
  const resource = memoryResource(MODEL);
  renderPage(
    <RefPicker id="thing" resource={resource} value="01GONE" onChange={() => undefined} />,
  );
  await waitFor(() => expect(screen.getByRole("combobox")).toHaveValue("Deleted thing"));
});
