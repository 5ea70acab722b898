import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { type Diary, diaryModel } from "../../models/diary";
import { model } from "../../testing/models/diary";
import { renderPage } from "../../testing/render";
import { sampleItem } from "../../testing/samples";
import { serve } from "../../testing/server";
import DiaryDetailPage from "./DiaryDetailPage";
import DiaryFormPage from "./DiaryFormPage";
import DiaryListPage from "./DiaryListPage";

const ITEM = sampleItem<Diary>(model.fields);
const ITEMS = "/diaries";
const TITLE = diaryModel.label(ITEM);

it("is for whoever scaffold.yaml lets in", () => {
  expect(diaryModel.access).toMatchObject(model.access);
});

it("lists what there is", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [ITEM], cursor: null }) });
  renderPage(<DiaryListPage />);
  const link = await screen.findByRole("link", { name: TITLE });
  expect(link).toHaveAttribute("href", `${ITEMS}/${ITEM.id}`);
});

it("says that there is nothing yet", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [], cursor: null }) });
  renderPage(<DiaryListPage />);
  expect(await screen.findByText(/^No .* yet$/)).toBeVisible();
});

it("shows an item with all its fields", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<DiaryDetailPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  for (const { label } of model.fields) {
    expect(screen.getAllByText(new RegExp(`^${label}`))[0]).toBeVisible();
  }
});

it("opens an item to be changed", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<DiaryFormPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: `Edit ${TITLE}` })).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
});
