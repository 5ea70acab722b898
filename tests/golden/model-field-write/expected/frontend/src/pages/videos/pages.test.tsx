import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { type Video, videoModel } from "../../models/video";
import { model } from "../../testing/models/video";
import { renderPage } from "../../testing/render";
import { sampleItem } from "../../testing/samples";
import { serve } from "../../testing/server";
import VideoDetailPage from "./VideoDetailPage";
import VideoFormPage from "./VideoFormPage";
import VideoListPage from "./VideoListPage";

const ITEM = sampleItem<Video>(model.fields);
const ITEMS = "/videos";
const TITLE = videoModel.label(ITEM);

it("is for whoever scaffold.yaml lets in", () => {
  expect(videoModel.access).toMatchObject(model.access);
});

it("lists what there is", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [ITEM], cursor: null }) });
  renderPage(<VideoListPage />);
  const link = await screen.findByRole("link", { name: TITLE });
  expect(link).toHaveAttribute("href", `${ITEMS}/${ITEM.id}`);
});

it("says that there is nothing yet", async () => {
  serve({ [`GET ${ITEMS}`]: () => ({ items: [], cursor: null }) });
  renderPage(<VideoListPage />);
  expect(await screen.findByText(/^No .* yet$/)).toBeVisible();
});

it("shows an item with all its fields", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<VideoDetailPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  for (const { label } of model.fields) {
    expect(screen.getAllByText(new RegExp(`^${label}`))[0]).toBeVisible();
  }
});

it("opens an item to be changed", async () => {
  serve({ [`GET ${ITEMS}/${ITEM.id}`]: () => ITEM });
  renderPage(<VideoFormPage id={ITEM.id} />);
  expect(await screen.findByRole("heading", { name: `Edit ${TITLE}` })).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
});
