import { expect, type Locator, type Page } from "@playwright/test";
import { entryOf, type Field, type TestedModel } from "../../src/testing/fields";
import { chooseFile } from "./files";

/** What is typed into each field, by the field's name; of a reference and a file, what they are called. */
export type Texts = Readonly<Record<string, string>>;

export async function fillIn(page: Page, model: TestedModel, texts: Texts): Promise<void> {
  for (const field of model.fields) {
    const text = texts[field.name];
    if (text !== undefined) {
      await fillField(page, field, text);
    }
  }
}

async function fillField(page: Page, field: Field, text: string): Promise<void> {
  if (field.type === "ref") {
    await controlOf(page, field).fill(text);
    await page.getByRole("option", { name: text, exact: true }).click();
    return;
  }
  if (field.type === "file") {
    await chooseFile(controlOf(page, field), { name: text, size: 1024 });
    return;
  }
  if (isCheckbox(field)) {
    await controlOf(page, field).check();
    return;
  }
  if (field.type !== "list") {
    await enter(controlOf(page, field), field, text);
    return;
  }
  for (let number = 1; number <= Math.max(field.min ?? 0, 1); number += 1) {
    await listOf(page, field).getByRole("button", { name: "Add" }).click();
    await enter(entryIn(page, field, number), entryOf(field), text);
  }
}

async function enter(control: Locator, field: Field, text: string): Promise<void> {
  if (field.type === "enum" || field.type === "boolean") {
    await control.selectOption(text);
  } else {
    await control.fill(text);
  }
}

/** The form holds what was typed. */
export async function expectFilledIn(page: Page, model: TestedModel, texts: Texts): Promise<void> {
  for (const field of model.fields) {
    const text = texts[field.name];
    if (text !== undefined) {
      await expectField(page, field, text);
    }
  }
}

async function expectField(page: Page, field: Field, text: string): Promise<void> {
  if (field.type === "file") {
    await expect(page.getByText("A file is attached").first()).toBeVisible();
    return;
  }
  if (field.type === "list") {
    await expect(entryIn(page, field, 1)).toHaveValue(text);
  } else if (isCheckbox(field)) {
    await expect(controlOf(page, field)).toBeChecked();
  } else {
    await expect(controlOf(page, field)).toHaveValue(text);
  }
}

/** A boolean that must be there is a box to tick; elsewhere it is a choice of yes, no and nothing. */
function isCheckbox({ type, required }: Field): boolean {
  return type === "boolean" && required;
}

/** The control of a field, by the label that people read. */
export function controlOf(page: Page, field: Field): Locator {
  return page.getByLabel(labelOf(field), { exact: true });
}

function labelOf({ label, required }: Field): string {
  return required ? label : `${label} optional`;
}

function listOf(page: Page, field: Field): Locator {
  return page.getByRole("group", { name: labelOf(field), exact: true });
}

function entryIn(page: Page, field: Field, number: number): Locator {
  return listOf(page, field).getByLabel(`${field.label} ${number}`, { exact: true });
}

/** The field of that name. */
export function fieldOf(model: TestedModel, name: string): Field {
  const field = model.fields.find((field) => field.name === name);
  if (field === undefined) {
    throw new Error(`${model.name} has no field ${name}.`);
  }
  return field;
}
