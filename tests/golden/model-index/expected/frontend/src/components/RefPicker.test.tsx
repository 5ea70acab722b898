import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { memoryModel, THING } from "../testing/memory";
import { renderPage } from "../testing/render";
import { RefPicker } from "./RefPicker";

const SECOND = { ...THING, id: "01SECOND", name: "Second" };

it("finds an item by typing and takes it with the keyboard", async () => {
  const chosen: string[] = [];
  const { user } = renderPage(
    <RefPicker
      id="thing"
      of={memoryModel(THING, SECOND)}
      value=""
      onChange={(id) => chosen.push(id)}
    />,
  );
  await user.type(screen.getByRole("combobox"), "sec");
  expect(await screen.findAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Enter}");
  expect(chosen).toEqual([SECOND.id]);
});

it("loads nothing before it is opened", () => {
  const model = memoryModel(THING);
  renderPage(<RefPicker id="thing" of={model} value="" onChange={() => undefined} />);
  expect(model.queries).toEqual([]);
});

it("shows what has been chosen and clears it", async () => {
  const chosen: string[] = [];
  const { user } = renderPage(
    <RefPicker
      id="thing"
      of={memoryModel(THING)}
      value={THING.id}
      onChange={(id) => chosen.push(id)}
    />,
  );
  await waitFor(() => expect(screen.getByRole("combobox")).toHaveValue("First"));
  await user.click(screen.getByRole("button", { name: "Clear thing" }));
  expect(chosen).toEqual([""]);
});

it("says that its item was deleted", async () => {
  renderPage(<RefPicker id="thing" of={memoryModel()} value="01GONE" onChange={() => undefined} />);
  await waitFor(() => expect(screen.getByRole("combobox")).toHaveValue("Deleted thing"));
});

it("asks the server for what is not among the first items", async () => {
  const model = memoryModel();
  model.list = async (query) => {
    model.queries.push(query);
    return query.search === undefined
      ? { items: [THING], cursor: "next" }
      : { items: [SECOND], cursor: null };
  };
  const { user } = renderPage(
    <RefPicker id="thing" of={model} value="" onChange={() => undefined} />,
  );
  await user.type(screen.getByRole("combobox"), "Sec");
  expect(await screen.findByRole("option", { name: "Second" })).toBeVisible();
  expect(model.queries.filter(({ search }) => search !== undefined)).toEqual([
    { limit: 100, search: "Sec" },
  ]);
});
