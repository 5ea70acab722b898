import { createAccount, signIn } from "./support/accounts";
import { expectGoodLooks } from "./support/looks";
import { expect, test } from "./support/test";

const GROUP = "admins";

test("a member of admins manages the members", async ({ page, browser }) => {
  const ada = await createAccount();
  await signIn(page, await createAccount([GROUP]));
  await page.getByRole("link", { name: "User groups", exact: true }).click();

  await page.getByLabel("Email").fill("nobody@example.com");
  await page.getByRole("button", { name: `Add to ${GROUP}` }).click();
  await expect(page.getByText("There is no such user.")).toBeVisible();
  await page.getByLabel("Email").fill(ada.email);
  await page.getByRole("button", { name: `Add to ${GROUP}` }).click();
  const remove = page.getByRole("button", { name: `Remove ${ada.email}` });
  await expect(remove).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await signIn(other, ada);
  await other.goto("/admin/groups");
  await expect(other.getByRole("heading", { name: "User groups" })).toBeVisible();

  await remove.click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(remove).toBeHidden();
  // A token says what held when it was made: from the next one on she is no member.
  await other.reload();
  await expect(other.getByText("This page is not for you")).toBeVisible();
});

test("nobody else enters the page", async ({ page }) => {
  await signIn(page, await createAccount());
  await expect(page.getByRole("link", { name: "User groups", exact: true })).toBeHidden();
  await page.goto("/admin/groups");
  await expect(page.getByText("This page is not for you")).toBeVisible();
});

test("the page looks good", { tag: "@looks" }, async ({ page }) => {
  const account = await createAccount([GROUP]);
  await signIn(page, account);
  await page.goto("/admin/groups");
  await expect(page.getByRole("button", { name: `Remove ${account.email}` })).toBeVisible();
  await expectGoodLooks(page, "groups");
});
