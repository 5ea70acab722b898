import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { type Shelf, shelfModel } from "../../models/shelf";
import { fillIn } from "../../testing/forms";
import { model } from "../../testing/models/shelf";
import { renderPage } from "../../testing/render";
import { sampleItem } from "../../testing/samples";
import { serve } from "../../testing/server";
import ShelfDetailPage from "./ShelfDetailPage";
import ShelfFormPage from "./ShelfFormPage";
import ShelfListPage from "./ShelfListPage";

const ITEM = sampleItem<Shelf>(model.fields);
const ITEMS = "/shelves";
const TITLE = shelfModel.label(ITEM);

it("is for whoever scaffold.yaml lets in", () => {
  expect(shelfModel.access).toMatchObject(model.access);
});

it("lists what there is", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [ITEM], cursor: null }) });
  renderPage(<ShelfListPage />);
  const link = await screen.findByRole("link", { name: TITLE });
  expect(link).toHaveAttribute("href", `${ITEMS}/${ITEM.id}`);
});

it("says that there is nothing yet", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [], cursor: null }) });
  renderPage(<ShelfListPage />);
  expect(await screen.findByText(/^No .* yet$/)).toBeVisible();
});

it("shows an item with all its fields", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<ShelfDetailPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  for (const { label } of model.fields) {
    expect(screen.getAllByText(new RegExp(`^${label}`))[0]).toBeVisible();
  }
});

it("creates an item from what was filled in", async () => {
  const calls = serve({
    [`GET ${ITEMS}`]: () => ({ items: [], cursor: null }),
    [`POST ${ITEMS}`]: () => Response.json(ITEM, { status: 201 }),
  });
  const { user } = renderPage(<ShelfFormPage id="" />);
  await fillIn(user, model);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(location.pathname).toBe(`${ITEMS}/${ITEM.id}`));
  const { body } = calls.find(({ line }) => line.startsWith("POST")) ?? {};
  const required = model.fields.filter((field) => field.required).map(({ name }) => name);
  expect(Object.keys(body as object)).toEqual(expect.arrayContaining(required));
});

it("opens an item to be changed", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<ShelfFormPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: `Edit ${TITLE}` })).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
});
