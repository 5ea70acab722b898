import { expect, type Page } from "@playwright/test";
import type { Field, TestedModel } from "../../src/testing/fields";
import { groupsIn } from "./access";
import { fillIn, type Texts } from "./forms";
import { MODELS } from "./models";
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
    const text = field.type === "ref" ? await createTarget(page, field) : sampleText(field);
    if (text !== undefined) {
      texts[field.name] = text;
    }
  }
  await page.goto(`${model.path}/new`);
  await fillIn(page, model, texts);
  return texts;
}

/** Creates an item to refer to, with no more than it must have, and answers its title. */
async function createTarget(page: Page, { model: name = "" }: Field): Promise<string | undefined> {
  const model = MODELS.get(name);
  if (model === undefined) {
    return undefined;
  }
  const required = model.fields.filter((field) => field.required);
  const { title } = await createItem(page, model, required);
  return title;
}

/** The page shows an item, no longer its form. */
export async function expectDetails(page: Page): Promise<void> {
  await expect(page.getByRole("term").first()).toBeVisible();
}

/** The groups that somebody must be in to work with items and with what they refer to. */
export function groupsFor(model: TestedModel): string[] {
  const targets = model.fields.flatMap(({ model: name = "" }) => MODELS.get(name) ?? []);
  return [model, ...targets].flatMap(({ access }) => groupsIn(access));
}
