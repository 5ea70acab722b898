import { expect, type Page } from "@playwright/test";
import type { Field, TestedModel } from "../../src/testing/fields";
import { groupsIn } from "./access";
import { fillIn, type Texts } from "./forms";
import { sampleText } from "./samples";

interface Made {
  title: string;
  texts: Texts;
}

/** Creates an item by its form, every field filled in, and ends on its page. */
export async function createItem(
  page: Page,
  model: TestedModel,
  fields: readonly Field[] = model.fields,
): Promise<Made> {
  const texts = await fillInNew(page, model, fields);
  await page.getByRole("button", { name: "Save" }).click();
  await expectDetails(page);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  return { title, texts };
}

/** Opens the form of a new item and fills fields in; what it refers to is created first. */
export async function fillInNew(
  page: Page,
  model: TestedModel,
  fields: readonly Field[] = model.fields,
): Promise<Texts> {
  const texts: Record<string, string> = {};
  // No sample meets a pattern: a field that has one stays empty.
  for (const field of fields.filter(({ pattern }) => pattern === undefined)) {
    texts[field.name] = sampleText(field);
  }
  await page.goto(`${model.path}/new`);
  await fillIn(page, model, texts);
  return texts;
}

/** The page shows an item, no longer its form. */
export async function expectDetails(page: Page): Promise<void> {
  await expect(page.getByRole("term").first()).toBeVisible();
}

/** The groups that somebody must be in to work with items and with what they refer to. */
export function groupsFor(model: TestedModel): string[] {
  return groupsIn(model.access);
}
