import { screen, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { entryOf, type Field, type TestedModel } from "./fields";
import { sampleValue } from "./samples";

/** Fills in what a form of a model asks for; optional fields stay empty. */
export async function fillIn(user: UserEvent, model: TestedModel): Promise<void> {
  for (const field of model.fields.filter(({ required }) => required)) {
    if (field.type === "list") {
      await fillList(user, field);
    } else {
      await fill(user, screen.getByLabelText(field.label), field);
    }
  }
}

async function fillList(user: UserEvent, field: Field): Promise<void> {
  const list = within(screen.getByRole("group", { name: field.label }));
  for (let number = 1; number <= (field.min ?? 0); number += 1) {
    await user.click(list.getByRole("button", { name: "Add" }));
    await fill(user, list.getByLabelText(`${field.label} ${number}`), entryOf(field));
  }
}

async function fill(user: UserEvent, control: HTMLElement, field: Field): Promise<void> {
  const value = sampleValue(field);
  const text = field.type === "json" ? JSON.stringify(value) : String(value);
  if (control instanceof HTMLSelectElement) {
    await user.selectOptions(control, text);
  } else if (field.type === "boolean") {
    await user.click(control);
  } else if (field.type === "date" || field.type === "datetime") {
    await user.type(control, text.slice(0, "2026-11-23T11:19".length));
  } else {
    await user.clear(control);
    await user.click(control);
    await user.paste(text);
  }
}
