import type { Page } from "@playwright/test";
import {
  createAccount,
  enterCredentials,
  expectSignedIn,
  signIn,
  signOut,
} from "./support/accounts";
import { administer } from "./support/cognito";
import { expect, test } from "./support/test";

test("signing out in one tab empties the other", async ({ page, context }) => {
  const ada = await createAccount();
  await signIn(page, ada);
  const other = await context.newPage();
  await other.goto("/");
  await expectSignedIn(other);

  await signOut(page);

  await expectSignInForm(other);
  for (const tab of [page, other]) {
    await expect(tab.getByText(ada.email)).toBeHidden();
    expect(await storageOf(tab)).toEqual([]);
  }
});

test("whoever signs in in one tab is signed in in the other", async ({ page, context }) => {
  const ada = await createAccount();
  const grace = await createAccount();
  await signIn(page, ada);
  const other = await context.newPage();
  await other.goto("/");
  await expectSignedIn(other);

  await signOut(page);
  await expectSignInForm(other);
  await signIn(page, grace);

  await expect(other.getByText(grace.email)).toBeVisible();
  await expect(other.getByText(ada.email)).toBeHidden();
});

test("the way back shows nothing to the next person", async ({ page }) => {
  const ada = await createAccount();
  await signIn(page, ada);
  await signOut(page);
  await signIn(page, await createAccount());

  for (let step = 0; step < 3; step += 1) {
    await page.goBack();
    await expect(page.getByText(ada.email)).toBeHidden();
  }
});

test("a session that is revoked leads to sign-in, and back", async ({ page }) => {
  await page.clock.install();
  const ada = await createAccount();
  await signIn(page, ada);
  await page.goto("/nowhere");
  await expectSignedIn(page);
  await administer("AdminUserGlobalSignOut", { Username: ada.email });
  await page.clock.fastForward("02:00:00");

  await page.getByRole("link", { name: "Go to the start page" }).click();

  await expectSignInForm(page);
  await expect(page.getByText("Your session has ended. Sign in again.")).toBeVisible();
  await enterCredentials(page, ada);
  await expectSignedIn(page);
  await expect(page).toHaveURL("/");
});

async function expectSignInForm(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
}

/** What the browser keeps for this application. */
function storageOf(page: Page): Promise<string[]> {
  return page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
}
