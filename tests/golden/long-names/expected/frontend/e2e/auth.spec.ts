import type { Page, Request } from "@playwright/test";
import {
  type Account,
  createAccount,
  enterCredentials,
  expectSignedIn,
  newAccount,
  signIn,
} from "./support/accounts";
import { administer } from "./support/cognito";
import { tabTo } from "./support/keyboard";
import { expectGoodLooks } from "./support/looks";
import { codeFor } from "./support/mail";
import { expect, test } from "./support/test";

test("somebody signs up with the code from the mail", async ({ page }) => {
  const account = newAccount();
  await signUp(page, account);
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  const code = await codeFor(account.email);

  await page.getByLabel("Code").fill(otherThan(code));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert")).toContainText("That code is not right");

  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expectSignedIn(page);
});

test("somebody who confirmed the address in another tab signs in", async ({ page }) => {
  const account = newAccount();
  await signUp(page, account);
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await administer("AdminConfirmSignUp", { Username: account.email });
  await page.getByLabel("Code").fill(await codeFor(account.email));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expectSignedIn(page);
});

test("nobody signs up twice", async ({ page }) => {
  await signUp(page, await createAccount());
  await expect(page.getByRole("alert")).toContainText("There is an account with this email");
});

test("a wrong password is refused", async ({ page }) => {
  const account = await createAccount();
  await page.goto("/sign-in");
  await enterCredentials(page, { ...account, password: "Wrong-horse-1" });
  await expect(page.getByRole("alert")).toHaveText("The email or the password is not right.");
  await enterCredentials(page, account);
  await expectSignedIn(page);
});

test("a forgotten password is replaced with the code from the mail", async ({ page }) => {
  const { email } = await createAccount();
  const { password } = newAccount();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Forgot password?" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send code" }).click();
  await page.getByLabel("Code").fill(await codeFor(email));
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expectSignedIn(page);
});

test("a session outlives a reload and its access token", async ({ page }) => {
  await page.clock.install();
  await signIn(page, await createAccount());

  // Access tokens are in memory only: a fresh page has none.
  const afterReload = page.waitForRequest(isRefresh);
  await page.goto("/nowhere");
  await afterReload;
  await expectSignedIn(page);

  await page.clock.fastForward("02:00:00");
  const afterExpiry = page.waitForRequest(isRefresh);
  await page.getByRole("link", { name: "Go to the start page" }).click();
  await afterExpiry;
  await expectSignedIn(page);
});

test("access tokens are not on the disk", async ({ page }) => {
  await signIn(page, await createAccount());
  const stored = await page.evaluate(() => Object.entries(localStorage));
  const tokens = stored.filter(([key]) => /\.(accessToken|idToken)$/.test(key));
  expect(tokens).toHaveLength(2);
  // A token with a signature has something behind its second full stop.
  expect(tokens.filter(([, token]) => !token.endsWith("."))).toEqual([]);
});

test("whoever is signed out by an administrator must sign in again", async ({ page }) => {
  const account = await createAccount();
  await signIn(page, account);
  await administer("AdminUserGlobalSignOut", { Username: account.email });
  await page.reload();
  await expectSignedOut(page);
});

test("signing out holds after a reload", async ({ page }) => {
  await signIn(page, await createAccount());
  await page.getByRole("button", { name: "Sign out" }).click();
  await expectSignedOut(page);
  await page.reload();
  await expectSignedOut(page);
});

test("somebody signs in with the keyboard alone", async ({ page }) => {
  const { email, password } = await createAccount();
  await page.goto("/sign-in");
  await tabTo(page.getByLabel("Email"));
  await page.keyboard.type(email);
  await tabTo(page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expectSignedIn(page);
});

test("the steps of signing in look good", { tag: "@looks" }, async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expectGoodLooks(page, "sign-in");
  await enterCredentials(page, newAccount());
  await expect(page.getByRole("alert")).toBeVisible();
  await expectGoodLooks(page, "refused");
  await page.getByRole("button", { name: "Create an account" }).click();
  await expectGoodLooks(page, "sign-up");
  await page.getByRole("button", { name: "Back to sign in" }).click();
  await page.getByRole("button", { name: "Forgot password?" }).click();
  await expectGoodLooks(page, "forgot-password");
});

async function signUp(page: Page, { email, password }: Account): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
}

function otherThan(code: string): string {
  return code === "123456" ? "654321" : "123456";
}

function isRefresh(request: Request): boolean {
  return request.headers()["x-amz-target"]?.endsWith(".GetTokensFromRefreshToken") ?? false;
}

async function expectSignedOut(page: Page): Promise<void> {
  // A link on a public page; where there is none, the button of the form.
  await expect(page.getByText("Sign in", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeHidden();
}
