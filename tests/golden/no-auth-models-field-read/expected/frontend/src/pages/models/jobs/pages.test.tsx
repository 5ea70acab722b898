import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { model } from "../../../generated/models/job";
import { titleOf } from "../../../models/fields";
import { fillIn } from "../../../testing/forms";
import { renderPage } from "../../../testing/render";
import { sampleItem } from "../../../testing/samples";
import { serve } from "../../../testing/server";
import CreatePage from "./CreatePage";
import DetailPage from "./DetailPage";
import EditPage from "./EditPage";
import ListPage from "./ListPage";

const ITEM = sampleItem(model);
const ITEMS = "/jobs";
const PARAMS = { id: ITEM.id };

it("lists what there is", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [ITEM], cursor: null }) });
  renderPage(<ListPage />);
  const link = within(await screen.findByRole("rowheader")).getByRole("link");
  expect(link).toHaveTextContent(titleOf(model, ITEM));
  expect(link).toHaveAttribute("href", `${ITEMS}/${ITEM.id}`);
});

it("says that there is nothing yet", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [], cursor: null }) });
  renderPage(<ListPage />);
  expect(await screen.findByText(/^No .* yet$/)).toBeVisible();
});

it("shows an item with all its fields", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<DetailPage params={PARAMS} />);
  expect(await screen.findByRole("heading", { name: titleOf(model, ITEM) })).toBeVisible();
  const terms = screen.getAllByRole("term").map(({ textContent }) => textContent);
  expect(terms).toEqual(model.fields.map(({ label }) => label));
});

it("creates an item from what was filled in", async () => {
  const calls = serve({
    [`GET ${ITEMS}`]: () => ({ items: [], cursor: null }),
    [`POST ${ITEMS}`]: () => Response.json(ITEM, { status: 201 }),
  });
  const { user } = renderPage(<CreatePage />);
  await fillIn(user, model);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(location.pathname).toBe(`${ITEMS}/${ITEM.id}`));
  const { body } = calls.find(({ line }) => line.startsWith("POST")) ?? {};
  const required = model.fields.filter((field) => field.required).map(({ name }) => name);
  expect(Object.keys(body as object)).toEqual(required);
});

it("opens an item to be changed", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<EditPage params={PARAMS} />);
  const title = `Edit ${titleOf(model, ITEM)}`;
  expect(await screen.findByRole("heading", { name: title })).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
});
