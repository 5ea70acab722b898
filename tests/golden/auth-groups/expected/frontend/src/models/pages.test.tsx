import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ApiError } from "../api/errors";
import { renderPage } from "../testing/render";
import { memoryResource } from "../testing/resource";
import { sampleItem } from "../testing/samples";
import { DetailPage } from "./DetailPage";
import { ListPage } from "./ListPage";
import type { Model } from "./types";

const MODEL: Model = {
  name: "thing",
  label: "Thing",
  plural: "Things",
  path: "/things",
  fields: [
    { name: "name", label: "Name", type: "string", required: true },
    { name: "state", label: "State", type: "enum", required: true, options: ["open", "shut"] },
    { name: "size", label: "Size", type: "integer", required: false },
  ],
  indexes: [
    { by: [] },
    { by: ["state"] },
    { by: ["state"], sort: "size" },
    { by: ["owner"] },
    { by: ["owner"], sort: "name" },
  ],
  access: { read: ["public"], create: ["signed-in"], update: ["owner"], delete: ["owner"] },
};
const ITEM = { ...sampleItem(MODEL), name: "First" };
const GRACE = { id: "grace", email: "grace@example.com", groups: [] };

describe("a list", () => {
  it("asks for the next page when it is wanted", async () => {
    const resource = memoryResource(MODEL, ITEM);
    resource.list = async ({ cursor }) =>
      cursor === undefined
        ? { items: [ITEM], cursor: "next" }
        : { items: [{ ...ITEM, id: "01OTHER", name: "Second" }], cursor: null };
    const { user } = renderPage(<ListPage resource={resource} />);
    await user.click(await screen.findByRole("button", { name: "Load more" }));
    expect(await screen.findByRole("link", { name: "Second" })).toBeVisible();
    expect(screen.getByRole("link", { name: "First" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Load more" })).not.toBeInTheDocument();
  });

  it("narrows by an index and sorts", async () => {
    const resource = memoryResource(MODEL, ITEM);
    const { user } = renderPage(<ListPage resource={resource} />);
    await user.selectOptions(screen.getByLabelText("Filter by"), "State");
    await user.selectOptions(screen.getByLabelText("State"), "Shut");
    await user.selectOptions(screen.getByLabelText("Sort"), "Oldest first");
    await waitFor(() => expect(resource.queries.at(-1)).toEqual({ sort: "oldest", state: "shut" }));
    await user.selectOptions(screen.getByLabelText("Sort"), "Size, highest first");
    await waitFor(() => expect(resource.queries.at(-1)).toEqual({ sort: "-size", state: "shut" }));
    await user.selectOptions(screen.getByLabelText("Filter by"), "All");
    await waitFor(() => expect(resource.queries.at(-1)).toEqual({ sort: "newest" }));
  });

  it("shows the items of one person", async () => {
    const resource = memoryResource(MODEL, ITEM);
    const { user } = renderPage(<ListPage resource={resource} />);
    await user.click(screen.getByLabelText("Only mine"));
    await waitFor(() => expect(resource.queries.at(-1)).toMatchObject({ owner: "ada" }));
    expect(screen.queryByLabelText("Filter by")).not.toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText("Sort"), "Name, A to Z");
    await waitFor(() => expect(resource.queries.at(-1)).toEqual({ owner: "ada", sort: "name" }));
  });

  it("tries again after a failure", async () => {
    const resource = memoryResource(MODEL, ITEM);
    const { list } = resource;
    resource.list = async () => {
      throw new ApiError(500, "The server has a problem.");
    };
    const { user } = renderPage(<ListPage resource={resource} />);
    expect(await screen.findByRole("alert")).toHaveTextContent("The server has a problem.");
    resource.list = list;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "First" })).toBeVisible();
  });

  it("offers to create an item to whoever may", async () => {
    renderPage(<ListPage resource={memoryResource(MODEL)} />, null);
    expect(await screen.findByText("No things yet")).toBeVisible();
    expect(screen.queryByRole("link", { name: "New thing" })).not.toBeInTheDocument();
  });
});

describe("an item", () => {
  it("is deleted after a question", async () => {
    const resource = memoryResource(MODEL, ITEM);
    const { user } = renderPage(<DetailPage resource={resource} id={ITEM.id} />);
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    const dialog = screen.getByRole("dialog", { name: "Delete First?" });
    await user.click(within(dialog).getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(location.pathname).toBe("/things"));
    expect(resource.items).toEqual([]);
  });

  it("stays when the server refuses to delete it", async () => {
    const resource = memoryResource(MODEL, ITEM);
    resource.refusal = new ApiError(403, "You are not allowed to do this.");
    const { user } = renderPage(<DetailPage resource={resource} id={ITEM.id} />);
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("You are not allowed to do this.");
    expect(screen.getByRole("heading", { name: "First" })).toBeVisible();
  });

  it("offers its changes to its owner only", async () => {
    renderPage(<DetailPage resource={memoryResource(MODEL, ITEM)} id={ITEM.id} />, GRACE);
    expect(await screen.findByRole("heading", { name: "First" })).toBeVisible();
    expect(screen.queryByRole("link", { name: "Edit" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Delete" })).not.toBeInTheDocument();
  });
});
