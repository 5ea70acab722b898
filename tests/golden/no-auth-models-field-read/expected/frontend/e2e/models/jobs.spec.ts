import { model } from "../../src/testing/models/job";
import { controlOf, expectFilledIn, fieldOf } from "../support/forms";
import { createItem, expectDetails } from "../support/items";
import { tabTo } from "../support/keyboard";
import { expectGoodLooks } from "../support/looks";
import { sampleText } from "../support/samples";
import { expect, test } from "../support/test";

const FIELD = fieldOf(model, "title");

test("an item holds what was filled in", async ({ page }) => {
  const { title, texts } = await createItem(page, model);
  await page.reload();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();
  await expectFilledIn(page, model, texts);
});

test("a change is kept", async ({ page }) => {
  await createItem(page, model);
  await page.getByRole("link", { name: "Edit" }).click();
  const text = sampleText(FIELD);
  await controlOf(page, FIELD).fill(text);
  await page.getByRole("button", { name: "Save" }).click();
  await expectDetails(page);
  await page.reload();
  await expect(page.getByRole("definition").filter({ hasText: text })).toBeVisible();
});

test("of two people who change an item, the second is asked", async ({ page, context }) => {
  await createItem(page, model);
  await page.getByRole("link", { name: "Edit" }).click();
  const other = await context.newPage();
  await other.goto(page.url());
  await controlOf(other, FIELD).fill(sampleText(FIELD));
  await other.getByRole("button", { name: "Save" }).click();
  await expectDetails(other);

  const text = sampleText(FIELD);
  await controlOf(page, FIELD).fill(text);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Someone else saved this");
  await page.getByRole("button", { name: "Save" }).click();
  await expectDetails(page);
  await expect(page.getByRole("definition").filter({ hasText: text })).toBeVisible();
});

test("whoever leaves a form is asked before anything is lost", async ({ page }) => {
  await page.goto("/jobs/new");
  await controlOf(page, FIELD).fill("Not saved yet");
  const home = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" });
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await home.click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(controlOf(page, FIELD)).toHaveValue("Not saved yet");
  await home.click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL("/");
});

test("a form says what is wrong with a field", async ({ page }) => {
  await page.goto("/jobs/new");
  await controlOf(page, FIELD).fill("x".repeat(255 + 1));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter at most 255 characters")).toBeVisible();
  await controlOf(page, FIELD).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(controlOf(page, FIELD)).toHaveAccessibleDescription("Fill in this field.");
});

test("Back leads to the list as it was sorted", async ({ page }) => {
  await createItem(page, model);
  await page.goto("/jobs");
  await page.getByLabel("Sort").selectOption("oldest");
  await expect(page).toHaveURL("/jobs?sort=oldest");
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
  await expect(page).toHaveURL("/jobs");
  await expect(page.getByRole("link", { name: title, exact: true })).toBeHidden();
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Not found.");
});

test("an item is created with the keyboard alone", async ({ page }) => {
  await page.goto("/jobs");
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
  await page.goto("/jobs/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expectGoodLooks(page, "form");
  await page.goto("/jobs");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expectGoodLooks(page, "list");
});
