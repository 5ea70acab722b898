import { TITLE } from "../src/generated/app";
import { tabTo } from "./support/keyboard";
import { expectGoodLooks } from "./support/looks";
import { expect, test } from "./support/test";

test("the start page says what the application is called", { tag: "@looks" }, async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  await expectGoodLooks(page, "home");
});

test("an unknown address leads back to the start page", { tag: "@looks" }, async ({ page }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expectGoodLooks(page, "not-found");
  await tabTo(page.getByRole("link", { name: "Go to the start page" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/");
});
