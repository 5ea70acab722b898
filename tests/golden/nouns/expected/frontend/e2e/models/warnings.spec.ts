import { createAccount, signIn } from "../support/accounts";
import { expectGoodLooks } from "../support/looks";
import { expect, test } from "../support/test";

test.beforeEach(async ({ page }) => {
  await signIn(page, await createAccount());
});

test("the pages look good", { tag: "@looks" }, async ({ page }) => {
  await page.goto("/warnings");
  await expect(page.getByRole("heading", { name: "Warnings", level: 1 })).toBeVisible();
  await expectGoodLooks(page, "list");
});
