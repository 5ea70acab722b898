import type { Browser, Page } from "@playwright/test";
import { model } from "../../src/testing/models/video";
import { type Account, createAccount, enterCredentials, signIn } from "../support/accounts";
import { administer } from "../support/cognito";
import { controlOf, expectFilledIn, fieldOf } from "../support/forms";
import { createItem, expectDetails, groupsFor } from "../support/items";
import { tabTo } from "../support/keyboard";
import { expectGoodLooks } from "../support/looks";
import { sampleText } from "../support/samples";
import { expect, test } from "../support/test";

const FIELD = fieldOf(model, "title");

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
  await page.goto("/videos/new");
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
  await page.goto("/videos/new");
  await controlOf(page, FIELD).fill("x".repeat(255 + 1));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter at most 255 characters")).toBeVisible();
  await controlOf(page, FIELD).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(controlOf(page, FIELD)).toHaveAccessibleDescription("Fill in this field.");
});

test("Back leads to the list as it was sorted", async ({ page }) => {
  await createItem(page, model);
  await page.goto("/videos");
  await page.getByLabel("Sort").selectOption("oldest");
  await expect(page).toHaveURL("/videos?sort=oldest");
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
  await expect(page).toHaveURL("/videos");
  await expect(page.getByRole("link", { name: title, exact: true })).toBeHidden();
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Not found.");
});

test("what was typed outlives the end of a session, for the same person", async ({ page }) => {
  test.slow();
  await page.clock.install();
  await page.goto("/videos/new");
  const text = sampleText(FIELD);
  await controlOf(page, FIELD).fill(text);
  for (const next of [account, await createAccount(groupsFor(model))]) {
    await administer("AdminUserGlobalSignOut", { Username: account.email });
    await page.clock.fastForward("02:00:00");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your session has ended. Sign in again.")).toBeVisible();
    await enterCredentials(page, next);
    await expect(page).toHaveURL("/videos/new");
    await expect(controlOf(page, FIELD)).toHaveValue(next === account ? text : "");
  }
});

test("nobody else changes an item", async ({ page, browser }) => {
  const { title } = await createItem(page, model);
  const other = await somebodyElse(browser);
  await other.goto(page.url());
  await expect(other.getByRole("heading", { name: title })).toBeVisible();
  await expect(other.getByRole("link", { name: "Edit" })).toBeHidden();
});

test("an item is created with the keyboard alone", async ({ page }) => {
  await page.goto("/videos");
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
  await page.goto("/videos/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expectGoodLooks(page, "form");
  await page.goto("/videos");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expectGoodLooks(page, "list");
});

async function somebodyElse(browser: Browser): Promise<Page> {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, await createAccount());
  return other;
}
