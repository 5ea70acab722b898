import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { type Ledger, ledgerModel } from "../../models/ledger";
import { model } from "../../testing/models/ledger";
import { renderPage } from "../../testing/render";
import { sampleItem } from "../../testing/samples";
import { serve } from "../../testing/server";
import LedgerDetailPage from "./LedgerDetailPage";
import LedgerFormPage from "./LedgerFormPage";
import LedgerListPage from "./LedgerListPage";

const ITEM = sampleItem<Ledger>(model.fields);
const ITEMS = "/ledgers";
const TITLE = ledgerModel.label(ITEM);

it("is for whoever scaffold.yaml lets in", () => {
  expect(ledgerModel.access).toMatchObject(model.access);
});

it("lists what there is", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [ITEM], cursor: null }) });
  renderPage(<LedgerListPage />);
  const link = await screen.findByRole("link", { name: TITLE });
  expect(link).toHaveAttribute("href", `${ITEMS}/${ITEM.id}`);
});

it("says that there is nothing yet", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [], cursor: null }) });
  renderPage(<LedgerListPage />);
  expect(await screen.findByText(/^No .* yet$/)).toBeVisible();
});

it("shows an item with all its fields", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<LedgerDetailPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  for (const { label } of model.fields) {
    expect(screen.getAllByText(new RegExp(`^${label}`))[0]).toBeVisible();
  }
});

it("opens an item to be changed", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<LedgerFormPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: `Edit ${TITLE}` })).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
});
