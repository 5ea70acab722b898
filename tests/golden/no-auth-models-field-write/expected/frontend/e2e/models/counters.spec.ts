import { model } from "../../src/testing/models/counter";
import { controlOf, expectFilledIn } from "../support/forms";
import { createItem, expectDetails } from "../support/items";
import { tabTo } from "../support/keyboard";
import { expectGoodLooks } from "../support/looks";
import { sampleText } from "../support/samples";
import { expect, test } from "../support/test";

test("an item holds what was filled in", async ({ page }) => {
  const { title, texts } = await createItem(page, model);
  await page.reload();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();
  await expectFilledIn(page, model, texts);
});

test("Back leads to the list as it was sorted", async ({ page }) => {
  await createItem(page, model);
  await page.goto("/counters");
  await page.getByLabel("Sort").selectOption("oldest");
  await expect(page).toHaveURL("/counters?sort=oldest");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" }).click();
  await expect(page).toHaveURL("/");
  await page.goBack();
  await expect(page.getByLabel("Sort")).toHaveValue("oldest");
});

test("a deleted item is gone", async ({ page }) => {
  const { title } = await createItem(page, model);
  const address = page.url();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL("/counters");
  await expect(page.getByRole("link", { name: title, exact: true })).toBeHidden();
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Not found.");
});

test("an item is created with the keyboard alone", async ({ page }) => {
  await page.goto("/counters");
  await tabTo(page.getByRole("link", { name: `New ${model.label.toLowerCase()}` }).first());
  await page.keyboard.press("Enter");
  for (const field of model.fields.filter(({ required, default: value }) => required && !value)) {
    await tabTo(controlOf(page, field));
    await page.keyboard.type(sampleText(field));
  }
  await tabTo(page.getByRole("button", { name: "Save" }));
  await page.keyboard.press("Enter");
  await expectDetails(page);
});

test("the pages look good", { tag: "@looks" }, async ({ page }) => {
  const { title } = await createItem(page, model);
  await expectGoodLooks(page, "detail");
  await page.getByRole("link", { name: "Edit" }).click();
  await expect(page.getByRole("heading", { name: `Edit ${title}` })).toBeVisible();
  await expectGoodLooks(page, "edit");
  await page.goto("/counters/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expectGoodLooks(page, "form");
  await page.goto("/counters");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expectGoodLooks(page, "list");
});
