import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ApiError } from "../api/errors";
import { session } from "../auth/session";
import { ADA, renderPage } from "../testing/render";
import { memoryResource } from "../testing/resource";
import { ItemForm } from "./ItemForm";
import type { Field, Model } from "./types";

const FIELDS: readonly Field[] = [
  { name: "name", label: "Name", type: "string", required: true, max: 20 },
  { name: "notes", label: "Notes", type: "text", required: false },
  { name: "count", label: "Count", type: "integer", required: false, min: 0 },
  { name: "public", label: "Public", type: "boolean", required: true },
  { name: "checked", label: "Checked", type: "boolean", required: false },
  { name: "day", label: "Day", type: "date", required: false },
  {
    name: "kind",
    label: "Kind",
    type: "enum",
    required: true,
    options: ["one", "two", "true", "constructor", "__proto__"],
    default: "one",
  },
  { name: "data", label: "Data", type: "json", required: false },
  { name: "tags", label: "Tags", type: "list", required: false, items: { type: "string" } },
];
const GRACE = { ...ADA, id: "grace" };
const EVERYBODY = ["public"];
const MODEL: Model = {
  name: "thing",
  label: "Thing",
  plural: "Things",
  path: "/things",
  fields: FIELDS,
  indexes: [],
  access: { read: EVERYBODY, create: EVERYBODY, update: EVERYBODY, delete: EVERYBODY },
};
const ITEM = {
  id: "01THING",
  created_at: "2026-11-23T11:19:00Z",
  updated_at: "2026-11-23T11:19:00Z",
  version: 3,
  name: "Before",
  public: false,
  kind: "two",
  notes: "Old notes",
};

const save = () => screen.getByRole("button", { name: "Save" });

describe("a form for a new item", () => {
  it("sends every kind of field as its own type", async () => {
    const resource = memoryResource(MODEL);
    const { user } = renderPage(<ItemForm resource={resource} />);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    await user.type(screen.getByLabelText(/^Count/), "7");
    await user.click(screen.getByLabelText("Public"));
    await user.selectOptions(screen.getByLabelText(/^Checked/), "No");
    await user.type(screen.getByLabelText(/^Day/), "2026-11-23");
    await user.click(screen.getByLabelText(/^Data/));
    await user.paste('{"a": 1}');
    await user.click(screen.getByRole("button", { name: "Add" }));
    await user.type(screen.getByLabelText("Tags 1"), "first");
    await user.click(save());
    await waitFor(() => expect(location.pathname).toBe("/things/01NEW"));
    expect(resource.items[0]).toMatchObject({
      name: "Thing one",
      count: 7,
      public: true,
      checked: false,
      day: "2026-11-23",
      kind: "one",
      data: { a: 1 },
      tags: ["first"],
    });
    expect(resource.items[0]).not.toHaveProperty("notes");
  });

  it("names every choice, whatever it is called", async () => {
    const resource = memoryResource(MODEL);
    const { user } = renderPage(<ItemForm resource={resource} />);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    const choices = within(screen.getByLabelText("Kind")).getAllByRole("option");
    const labels = choices.map(({ textContent }) => textContent);
    expect(labels).toEqual(["One", "Two", "True", "Constructor", "Proto"]);
    await user.selectOptions(screen.getByLabelText("Kind"), "Proto");
    await user.click(save());
    await waitFor(() => expect(resource.items[0]).toMatchObject({ kind: "__proto__" }));
  });

  it("shows what is wrong and leads to the first mistake", async () => {
    const resource = memoryResource(MODEL);
    const { user } = renderPage(<ItemForm resource={resource} />);
    await user.type(screen.getByLabelText(/^Count/), "-1");
    await user.click(save());
    expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Fill in this field.");
    expect(screen.getByLabelText(/^Count/)).toBeInvalid();
    expect(screen.getByLabelText("Name")).toHaveFocus();
    expect(resource.items).toEqual([]);
  });

  it("shows what the server refuses at the field it is about", async () => {
    const resource = memoryResource(MODEL);
    resource.refusal = new ApiError(409, "This exists already.", { name: "Taken" });
    const { user } = renderPage(<ItemForm resource={resource} />);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    await user.click(save());
    expect(await screen.findByText("Taken")).toBeVisible();
    expect(screen.getByRole("alert")).toHaveTextContent("This exists already.");
    await user.type(screen.getByLabelText("Name"), "!");
    expect(screen.queryByText("Taken")).not.toBeInTheDocument();
  });
});

describe("a form for an item that exists", () => {
  it("sends only what has changed, and null for what was emptied", async () => {
    const resource = memoryResource(MODEL, ITEM);
    const { user } = renderPage(<ItemForm resource={resource} item={ITEM} />);
    await user.clear(screen.getByLabelText(/^Notes/));
    await user.type(screen.getByLabelText("Name"), " and after");
    await user.click(save());
    await waitFor(() => expect(location.pathname).toBe("/things/01THING"));
    expect(resource.items[0]).toEqual({
      ...ITEM,
      name: "Before and after",
      notes: null,
      version: 4,
    });
  });

  it("lets somebody choose when the item has changed in between", async () => {
    const theirs = { ...ITEM, name: "Theirs", version: 4 };
    const resource = memoryResource(MODEL, theirs);
    const { user } = renderPage(<ItemForm resource={resource} item={ITEM} />);
    await user.type(screen.getByLabelText("Name"), "!");
    await user.click(save());
    expect(await screen.findByText(/Someone else changed this thing/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /show theirs/ }));
    await waitFor(() => expect(screen.getByLabelText("Name")).toHaveValue("Theirs"));
  });

  it("overwrites what others did if that is wanted", async () => {
    const resource = memoryResource(MODEL, { ...ITEM, name: "Theirs", version: 4 });
    const { user } = renderPage(<ItemForm resource={resource} item={ITEM} />);
    await user.type(screen.getByLabelText("Name"), "!");
    await user.click(save());
    await user.click(await screen.findByRole("button", { name: /Save mine/ }));
    await waitFor(() => expect(resource.items[0]).toMatchObject({ name: "Before!", version: 5 }));
  });
});

describe("a form whose session ends", () => {
  async function leave(end: () => void): Promise<void> {
    const { user, unmount } = renderPage(<ItemForm resource={memoryResource(MODEL)} item={ITEM} />);
    await user.type(screen.getByLabelText(/^Notes/), ", new notes");
    act(end);
    unmount();
  }

  it.each([
    { who: "the same person", user: ADA, notes: "Old notes, new notes" },
    { who: "another person", user: GRACE, notes: "Old notes" },
    { who: "nobody", user: null, notes: "Old notes" },
  ])("holds for $who what is theirs", async ({ user, notes }) => {
    await leave(() => session.set({ status: "signed-out", expired: true }));
    renderPage(<ItemForm resource={memoryResource(MODEL)} item={ITEM} />, user);
    expect(screen.getByLabelText(/^Notes/)).toHaveValue(notes);
  });

  it("keeps nothing that was left on purpose", async () => {
    await leave(() => undefined);
    renderPage(<ItemForm resource={memoryResource(MODEL)} item={ITEM} />);
    expect(screen.getByLabelText(/^Notes/)).toHaveValue("Old notes");
  });
});
