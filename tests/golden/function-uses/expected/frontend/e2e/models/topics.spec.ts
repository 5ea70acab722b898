import type { Browser, Page } from "@playwright/test";
import { model } from "../../src/testing/models/topic";
import {
  type Account,
  createAccount,
  enterCredentials,
  signIn,
  signOut,
} from "../support/accounts";
import { administer } from "../support/cognito";
import { controlOf, expectFilledIn, fieldOf } from "../support/forms";
import { createItem, expectDetails, groupsFor } from "../support/items";
import { tabTo } from "../support/keyboard";
import { expectGoodLooks } from "../support/looks";
import { sampleText } from "../support/samples";
import { expect, test } from "../support/test";

const FIELD = fieldOf(model, "name");

let account: Account;

test.beforeEach(async ({ page }) => {
  account = await createAccount(groupsFor(model));
  await signIn(page, account);
});

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
  await page.goto("/topics/new");
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
  await page.goto("/topics/new");
  await controlOf(page, FIELD).fill("x".repeat(60 + 1));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter at most 60 characters")).toBeVisible();
  await controlOf(page, FIELD).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(controlOf(page, FIELD)).toHaveAccessibleDescription("Fill in this field.");
});

test("Back leads to the list as it was sorted", async ({ page }) => {
  await createItem(page, model);
  await page.goto("/topics");
  await page.getByLabel("Sort").selectOption("oldest");
  await expect(page).toHaveURL("/topics?sort=oldest");
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
  await expect(page).toHaveURL("/topics");
  await expect(page.getByRole("link", { name: title, exact: true })).toBeHidden();
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Not found.");
});

test("what was typed outlives the end of a session, for the same person", async ({ page }) => {
  test.slow();
  await page.clock.install();
  await page.goto("/topics/new");
  const text = sampleText(FIELD);
  await controlOf(page, FIELD).fill(text);
  for (const next of [account, await createAccount(groupsFor(model))]) {
    await administer("AdminUserGlobalSignOut", { Username: account.email });
    await page.clock.fastForward("02:00:00");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your session has ended. Sign in again.")).toBeVisible();
    await enterCredentials(page, next);
    await expect(page).toHaveURL("/topics/new");
    await expect(controlOf(page, FIELD)).toHaveValue(next === account ? text : "");
  }
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
    await navigation.getByRole("link", { name: "Topics", exact: true }).click();
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
  await other.goto("/topics");
  await expect(other.getByRole("heading", { name: /^No .* yet$/ })).toBeVisible();
  await expect(other.getByText(title)).toBeHidden();
});

test("an item is created with the keyboard alone", async ({ page }) => {
  await page.goto("/topics");
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
  await page.goto("/topics/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expectGoodLooks(page, "form");
  await page.goto("/topics");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expectGoodLooks(page, "list");
});

async function somebodyElse(browser: Browser): Promise<Page> {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, await createAccount());
  return other;
}
