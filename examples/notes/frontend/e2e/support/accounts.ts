import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { administer } from "./cognito";

export interface Account {
  email: string;
  password: string;
}

/** An address and a password that nobody has used. */
export function newAccount(): Account {
  const token = randomUUID().slice(0, 8);
  return { email: `ada-${token}@example.com`, password: `Correct-horse-${randomUUID()}` };
}

/** Somebody who can sign in, and who belongs to the groups. */
export async function createAccount(groups: readonly string[] = []): Promise<Account> {
  const account = newAccount();
  await administer("AdminCreateUser", {
    Username: account.email,
    UserAttributes: [
      { Name: "email", Value: account.email },
      { Name: "email_verified", Value: "true" },
    ],
    MessageAction: "SUPPRESS",
  });
  await administer("AdminSetUserPassword", {
    Username: account.email,
    Password: account.password,
    Permanent: true,
  });
  for (const group of groups) {
    await administer("AdminAddUserToGroup", { Username: account.email, GroupName: group });
  }
  return account;
}

/** Fills in the sign-in form. */
export async function enterCredentials(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto("/sign-in");
  await enterCredentials(page, account);
  await expectSignedIn(page);
}

/** Signs out, and waits for the fresh page that follows. */
export async function signOut(page: Page): Promise<void> {
  const left = page.waitForEvent("load");
  await page.getByRole("button", { name: "Sign out" }).click();
  await left;
}

export async function expectSignedIn(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
}
