import { TITLE } from "../src/generated/app";
import { tabTo } from "./support/keyboard";
import { expectGoodLooks } from "./support/looks";
import { expect, test } from "./support/test";

test("the start page says what the application is called", { tag: "@looks" }, async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  await expectGoodLooks(page, "home");
});

test("a lost network is said at once, and forgotten once it is back", async ({ page, context }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible({ timeout: 2_000 });
  await context.setOffline(false);
  await expect(page.getByText("You are offline.")).toBeHidden({ timeout: 2_000 });
});

test("the theme that somebody chooses stays", async ({ page }) => {
  await page.goto("/");
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  const toggle = page.getByRole("button", { name: /^Use (light|dark) colors$/ });
  const name = await toggle.first().getAttribute("aria-label");
  const chosen = name === "Use dark colors" ? "dark" : "light";
  await toggle.first().click();
  await page.reload();
  await expect(toggle.first()).not.toHaveAccessibleName(name ?? "");
  expect(await scheme()).toBe(chosen);
});

test("an unknown address leads back to the start page", { tag: "@looks" }, async ({ page }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expectGoodLooks(page, "not-found");
  await tabTo(page.getByRole("link", { name: "Go to the start page" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/");
});
