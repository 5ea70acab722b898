import { model } from "../../src/testing/models/diary";
import { createAccount, signIn } from "../support/accounts";
import { expectFilledIn } from "../support/forms";
import { createItem, groupsFor } from "../support/items";
import { expectGoodLooks } from "../support/looks";
import { expect, test } from "../support/test";

test.beforeEach(async ({ page }) => {
  await signIn(page, await createAccount(groupsFor(model)));
});

test("an item holds what was filled in", async ({ page }) => {
  const { title, texts } = await createItem(page, model);
  await page.reload();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();
  await expectFilledIn(page, model, texts);
});

test("Back leads to the list as it was sorted", async ({ page }) => {
  await createItem(page, model);
  await page.goto("/diaries");
  await page.getByLabel("Sort").selectOption("oldest");
  await expect(page).toHaveURL("/diaries?sort=oldest");
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
  await expect(page).toHaveURL("/diaries");
  await expect(page.getByRole("link", { name: title, exact: true })).toBeHidden();
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Not found.");
});

test("the pages look good", { tag: "@looks" }, async ({ page }) => {
  const { title } = await createItem(page, model);
  await expectGoodLooks(page, "detail");
  await page.getByRole("link", { name: "Edit" }).click();
  await expect(page.getByRole("heading", { name: `Edit ${title}` })).toBeVisible();
  await expectGoodLooks(page, "edit");
  await page.goto("/diaries/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expectGoodLooks(page, "form");
  await page.goto("/diaries");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expectGoodLooks(page, "list");
});
