import type { Browser, Page } from "@playwright/test";
import { model } from "../../src/testing/models/b";
import { createAccount, signIn, signOut } from "../support/accounts";
import { controlOf, expectFilledIn } from "../support/forms";
import { createItem, expectDetails, groupsFor } from "../support/items";
import { tabTo } from "../support/keyboard";
import { expectGoodLooks } from "../support/looks";
import { sampleText } from "../support/samples";
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
  await page.goto("/bs");
  await page.getByLabel("Sort").selectOption("oldest");
  await expect(page).toHaveURL("/bs?sort=oldest");
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
  await expect(page).toHaveURL("/bs");
  await expect(page.getByRole("link", { name: title, exact: true })).toBeHidden();
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Not found.");
});

test("the next person in either tab sees nothing of an item", async ({ page, context }) => {
  test.slow();
  const { title } = await createItem(page, model);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("heading", { name: title })).toBeVisible();
  const next = await createAccount(groupsFor(model));

  await signOut(page);
  await expect(other.getByText(title)).toBeHidden();
  await signIn(page, next);

  await expect(other.getByText(next.email)).toBeVisible();
  for (const tab of [page, other]) {
    const navigation = tab.getByRole("navigation", { name: "Main" });
    await navigation.getByRole("link", { name: "Bs", exact: true }).click();
    await expect(tab.getByRole("heading", { name: /^No .* yet$/ })).toBeVisible();
    await tab.goBack();
    await expect(tab.getByText(title)).toBeHidden();
  }
});

test("nobody else sees an item", async ({ page, browser }) => {
  const { title } = await createItem(page, model);
  const other = await somebodyElse(browser);
  await other.goto(page.url());
  await expect(other.getByRole("alert")).toContainText("Not found.");
  await other.goto("/bs");
  await expect(other.getByRole("heading", { name: /^No .* yet$/ })).toBeVisible();
  await expect(other.getByText(title)).toBeHidden();
});

test("an item is created with the keyboard alone", async ({ page }) => {
  await page.goto("/bs");
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
  await page.goto("/bs/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expectGoodLooks(page, "form");
  await page.goto("/bs");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expectGoodLooks(page, "list");
});

async function somebodyElse(browser: Browser): Promise<Page> {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, await createAccount());
  return other;
}
