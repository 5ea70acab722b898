import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ApiError } from "../api/errors";
import { session } from "../auth/session";
import { useForm } from "../data/form";
import type { Model } from "../data/model";
import { memoryModel, THING, type Thing } from "../testing/memory";
import { ADA, renderPage } from "../testing/render";
import { FormPage } from "./FormPage";
import {
  BooleanField,
  CheckboxField,
  DateField,
  DateTimeField,
  EnumField,
  IntegerField,
  JsonField,
  ListField,
  LongTextField,
  NumberField,
  TextField,
} from "./fields";

interface Input {
  name?: string;
  notes?: string | null;
  count?: number | null;
  weight?: number | null;
  open?: boolean;
  checked?: boolean | null;
  day?: string | null;
  at?: string | null;
  kind?: "one" | "two" | "constructor" | "__proto__";
  data?: unknown;
  tags?: string[] | null;
}

const KINDS = new Map<NonNullable<Input["kind"]>, string>([
  ["one", "One"],
  ["two", "Two"],
  ["constructor", "Constructor"],
  ["__proto__", "Proto"],
]);
const ITEM: Thing = { ...THING, name: "Before", notes: "Old notes", kind: "two" };

function TestForm({ model, item }: { model: Model<Thing>; item?: Thing }) {
  const typed = model as Model<Thing, Input>;
  const form = useForm(typed, item, { kind: "one", open: false });
  return (
    <FormPage of={model} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={20} required />
      <LongTextField form={form} name="notes" label="Notes" />
      <IntegerField form={form} name="count" label="Count" min={0} />
      <NumberField form={form} name="weight" label="Weight" />
      <CheckboxField form={form} name="open" label="Open" />
      <BooleanField form={form} name="checked" label="Checked" />
      <DateField form={form} name="day" label="Day" />
      <DateTimeField form={form} name="at" label="At" />
      <EnumField form={form} name="kind" label="Kind" options={KINDS} required />
      <JsonField form={form} name="data" label="Data" />
      <ListField form={form} name="tags" label="Tags" max={2} entries={{ max: 10 }} />
    </FormPage>
  );
}

const save = () => screen.getByRole("button", { name: "Save" });

describe("a form for a new item", () => {
  it("sends every kind of field as its own type", async () => {
    const model = memoryModel();
    const { user } = renderPage(<TestForm model={model} />);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    await user.type(screen.getByLabelText(/^Count/), "7");
    await user.type(screen.getByLabelText(/^Weight/), "1.50");
    await user.click(screen.getByLabelText("Open"));
    await user.selectOptions(screen.getByLabelText(/^Checked/), "No");
    await user.type(screen.getByLabelText(/^Day/), "2026-11-23");
    await user.click(screen.getByLabelText(/^Data/));
    await user.paste('{"a": 1}');
    await user.click(screen.getByRole("button", { name: "Add" }));
    await user.type(screen.getByLabelText("Tags 1"), "first");
    expect(screen.getByLabelText(/^Weight/)).toHaveValue("1.50");
    await user.click(save());
    await waitFor(() => expect(location.pathname).toBe("/things/01NEW"));
    expect(model.items[0]).toMatchObject({
      name: "Thing one",
      count: 7,
      weight: 1.5,
      open: true,
      checked: false,
      day: "2026-11-23",
      kind: "one",
      data: { a: 1 },
      tags: ["first"],
    });
    expect(model.items[0]).not.toHaveProperty("notes");
  });

  it("names every choice, whatever it is called", async () => {
    const model = memoryModel();
    const { user } = renderPage(<TestForm model={model} />);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    const choices = within(screen.getByLabelText("Kind")).getAllByRole("option");
    const labels = choices.map(({ textContent }) => textContent);
    expect(labels).toEqual(["One", "Two", "Constructor", "Proto"]);
    await user.selectOptions(screen.getByLabelText("Kind"), "Proto");
    await user.click(save());
    await waitFor(() => expect(model.items[0]).toMatchObject({ kind: "__proto__" }));
  });

  it("shows what is wrong and leads to the first mistake", async () => {
    const model = memoryModel();
    const { user } = renderPage(<TestForm model={model} />);
    await user.type(screen.getByLabelText(/^Count/), "-1");
    await user.click(save());
    expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Fill in this field.");
    expect(screen.getByLabelText("Name")).toBeRequired();
    expect(screen.getByLabelText(/^Count/)).toBeInvalid();
    expect(screen.getByLabelText("Name")).toHaveFocus();
    expect(model.items).toEqual([]);
  });

  it("says which entry of a list is wrong, or that there are too many", async () => {
    const { user } = renderPage(<TestForm model={memoryModel()} />);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    for (const [number, text] of ["long enough", "b", "c"].entries()) {
      await user.click(screen.getByRole("button", { name: "Add" }));
      await user.type(screen.getByLabelText(`Tags ${number + 1}`), text);
    }
    await user.click(save());
    expect(screen.getByText("long enough: Enter at most 10 characters")).toBeVisible();
    expect(screen.getByLabelText("Tags 1")).toHaveFocus();
    await user.clear(screen.getByLabelText("Tags 1"));
    await user.type(screen.getByLabelText("Tags 1"), "a");
    await user.click(save());
    expect(screen.getByText("Enter at most 2 entries")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Remove Tags 3" }));
    await user.click(save());
    await waitFor(() => expect(location.pathname).toBe("/things/01NEW"));
  });

  it("shows what the server refuses at the field it is about", async () => {
    const model = memoryModel();
    model.refusal = new ApiError(409, "This exists already.", { name: "Taken" });
    const { user } = renderPage(<TestForm model={model} />);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    await user.click(save());
    expect(await screen.findByText("Taken")).toBeVisible();
    expect(screen.getByRole("alert")).toHaveTextContent("This exists already.");
    expect(screen.getByLabelText("Name")).toHaveFocus();
    await user.type(screen.getByLabelText("Name"), "!");
    expect(screen.queryByText("Taken")).not.toBeInTheDocument();
  });

  it("is left without a trace by Cancel", async () => {
    const model = memoryModel();
    const { user } = renderPage(<TestForm model={model} />);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(location.pathname).toBe("/things");
    expect(model.items).toEqual([]);
  });

  it("warns whoever closes the tab before it is saved", async () => {
    const { user } = renderPage(<TestForm model={memoryModel()} />);
    const closes = () => dispatchEvent(new Event("beforeunload", { cancelable: true }));
    expect(closes()).toBe(true);
    await user.type(screen.getByLabelText("Name"), "Thing one");
    expect(closes()).toBe(false);
  });
});

describe("a form for an item that exists", () => {
  it("sends only what has changed, and null for what was emptied", async () => {
    const model = memoryModel(ITEM);
    const { user } = renderPage(<TestForm model={model} item={ITEM} />);
    await user.clear(screen.getByLabelText(/^Notes/));
    await user.type(screen.getByLabelText("Name"), " and after");
    await user.click(save());
    await waitFor(() => expect(location.pathname).toBe("/things/01THING"));
    const changed = { name: "Before and after", notes: null, version: 4 };
    expect(model.items[0]).toEqual({ ...ITEM, ...changed });
  });

  it("shows whose value is which when the item has changed in between", async () => {
    const model = memoryModel({ ...ITEM, name: "Theirs", version: 4 });
    const { user } = renderPage(<TestForm model={model} item={ITEM} />);
    await user.type(screen.getByLabelText("Name"), "!");
    await user.click(save());
    expect(await screen.findByRole("alert")).toHaveTextContent("Someone else saved this");
    expect(screen.getByLabelText("Name")).toHaveValue("Before!");
    expect(screen.getByText(/Someone else’s: Theirs/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Take theirs" }));
    expect(screen.getByLabelText("Name")).toHaveValue("Theirs");
  });

  it("keeps what was typed when it is saved again", async () => {
    const model = memoryModel({ ...ITEM, name: "Theirs", version: 4 });
    const { user } = renderPage(<TestForm model={model} item={ITEM} />);
    await user.type(screen.getByLabelText("Name"), "!");
    await user.click(save());
    await screen.findByText(/Someone else’s: Theirs/);
    await user.click(save());
    await waitFor(() => expect(model.items[0]).toMatchObject({ name: "Before!", version: 5 }));
  });
});

describe("a form whose session ends", () => {
  const GRACE = { ...ADA, id: "grace" };

  async function leave(end: () => void): Promise<void> {
    const page = renderPage(<TestForm model={memoryModel()} item={ITEM} />);
    await page.user.type(screen.getByLabelText(/^Notes/), ", new notes");
    act(end);
    page.unmount();
  }

  it.each([
    { who: "the same person", user: ADA, notes: "Old notes, new notes" },
    { who: "another person", user: GRACE, notes: "Old notes" },
    { who: "nobody", user: null, notes: "Old notes" },
  ])("holds for $who what is theirs", async ({ user, notes }) => {
    await leave(() => session.set({ status: "signed-out", expired: true }));
    renderPage(<TestForm model={memoryModel()} item={ITEM} />, user);
    expect(screen.getByLabelText(/^Notes/)).toHaveValue(notes);
  });

  it("keeps nothing that was left on purpose", async () => {
    await leave(() => undefined);
    renderPage(<TestForm model={memoryModel()} item={ITEM} />);
    expect(screen.getByLabelText(/^Notes/)).toHaveValue("Old notes");
  });
});
