import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import {
  type BetaAbcdefghAbcdefghAbcdefg,
  betaAbcdefghAbcdefghAbcdefgModel,
} from "../../models/beta_abcdefgh_abcdefgh_abcdefg";
import { model } from "../../testing/models/beta_abcdefgh_abcdefgh_abcdefg";
import { renderPage } from "../../testing/render";
import { sampleItem } from "../../testing/samples";
import { serve } from "../../testing/server";
import BetaAbcdefghAbcdefghAbcdefgDetailPage from "./BetaAbcdefghAbcdefghAbcdefgDetailPage";
import BetaAbcdefghAbcdefghAbcdefgFormPage from "./BetaAbcdefghAbcdefghAbcdefgFormPage";
import BetaAbcdefghAbcdefghAbcdefgListPage from "./BetaAbcdefghAbcdefghAbcdefgListPage";

const ITEM = sampleItem<BetaAbcdefghAbcdefghAbcdefg>(model.fields);
const ITEMS = "/beta-abcdefgh-abcdefgh-abcdefgs";
const TITLE = betaAbcdefghAbcdefghAbcdefgModel.label(ITEM);

it("is for whoever scaffold.yaml lets in", () => {
  expect(betaAbcdefghAbcdefghAbcdefgModel.access).toMatchObject(model.access);
});

it("lists what there is", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [ITEM], cursor: null }) });
  renderPage(<BetaAbcdefghAbcdefghAbcdefgListPage />);
  const link = await screen.findByRole("link", { name: TITLE });
  expect(link).toHaveAttribute("href", `${ITEMS}/${ITEM.id}`);
});

it("says that there is nothing yet", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [], cursor: null }) });
  renderPage(<BetaAbcdefghAbcdefghAbcdefgListPage />);
  expect(await screen.findByText(/^No .* yet$/)).toBeVisible();
});

it("shows an item with all its fields", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<BetaAbcdefghAbcdefghAbcdefgDetailPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  for (const { label } of model.fields) {
    expect(screen.getAllByText(new RegExp(`^${label}`))[0]).toBeVisible();
  }
});

it("opens an item to be changed", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<BetaAbcdefghAbcdefghAbcdefgFormPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: `Edit ${TITLE}` })).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
});
