import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { info } from "../../src/generated/buckets/scans";
import { groupsIn } from "../support/access";
import { createAccount, signIn, signOut } from "../support/accounts";
import { chooseFile, contentOf, LARGE, networkOf, sampleFile } from "../support/files";
import { expectGoodLooks } from "../support/looks";
import { expect, test } from "../support/test";

test.beforeEach(async ({ page }) => {
  await signIn(page, await createAccount(groupsIn(info.access)));
  await page.goto("/buckets/scans");
});

test("a small file is stored, and deleted after a question", async ({ page }) => {
  const file = sampleFile(1024);
  await chooseFile(chooser(page), file);
  await expect(stored(page, file.name)).toBeVisible();
  await page.reload();
  await expect(stored(page, file.name)).toBeVisible();
  await page.getByRole("button", { name: `Delete ${file.name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText(`${file.name} was deleted.`)).toBeVisible();
  await expect(stored(page, file.name)).toBeHidden();
});

test("a large file shows how far it is and comes back as it was", async ({ page }) => {
  test.slow();
  const file = sampleFile(LARGE);
  const emulate = await networkOf(page);
  await emulate({ uploadThroughput: LARGE / 5 });
  await chooseFile(chooser(page), file);
  await expectUnderWay(page, file.name);
  await emulate({});
  await expect(stored(page, file.name)).toBeVisible({ timeout: 60_000 });

  const downloading = page.waitForEvent("download");
  await stored(page, file.name).click();
  const content = await readFile(await (await downloading).path());
  expect(content.equals(contentOf(file))).toBe(true);
});

test("nothing is left of an upload that is cancelled", async ({ page }) => {
  const file = sampleFile(LARGE);
  const emulate = await networkOf(page);
  await emulate({ uploadThroughput: LARGE / 20 });
  await chooseFile(chooser(page), file);
  await expectUnderWay(page, file.name);
  const given = page.waitForResponse((response) => response.request().method() === "DELETE");
  await page.getByRole("button", { name: `Cancel ${file.name}` }).click();
  expect((await given).status()).toBe(204);
  await expect(taskOf(page, file.name)).toBeHidden();

  const next = sampleFile(1024);
  await emulate({});
  await page.reload();
  await chooseFile(chooser(page), next);
  await expect(stored(page, next.name)).toBeVisible();
  await expect(taskOf(page, file.name)).toBeHidden();
  await expect(stored(page, file.name)).toBeHidden();
});

test("an upload outlives the loss of the network", async ({ page }) => {
  test.slow();
  const file = sampleFile(LARGE);
  const emulate = await networkOf(page);
  await emulate({ uploadThroughput: LARGE / 20 });
  await chooseFile(chooser(page), file);
  await expectUnderWay(page, file.name);
  await emulate({ offline: true });
  // It tries again by itself, later each time, before it gives up.
  await expect(taskOf(page, file.name)).toContainText("cannot be reached", { timeout: 30_000 });
  await emulate({});
  await page.getByRole("button", { name: `Retry ${file.name}` }).click();
  await expect(stored(page, file.name)).toBeVisible({ timeout: 60_000 });
});

test("an upload goes on after a reload, without what has arrived", async ({ page }) => {
  test.slow();
  const file = sampleFile(LARGE);
  const sent: string[] = [];
  page.on("request", (request) => {
    sent.push(new URL(request.url()).searchParams.get("partNumber") ?? "");
  });
  const arrived = page.waitForResponse(/partNumber=1(&|$)/);
  // The other parts stay on their way for ever.
  await page.route(/partNumber=(?!1(&|$))/, () => undefined);
  await chooseFile(chooser(page), file);
  await arrived;
  await page.reload();
  await page.unrouteAll({ behavior: "ignoreErrors" });

  const task = taskOf(page, file.name);
  await expect(task).toContainText("Interrupted");
  await chooseFile(task.getByLabel("Choose the file again"), file);
  await expect(stored(page, file.name)).toBeVisible({ timeout: 60_000 });
  expect(sent.filter((number) => number === "1")).toHaveLength(1);
});

test("an interrupted upload is offered to nobody else", async ({ page }) => {
  test.slow();
  const file = sampleFile(LARGE);
  const arrived = page.waitForResponse(/partNumber=1(&|$)/);
  await page.route(/partNumber=(?!1(&|$))/, () => undefined);
  await chooseFile(chooser(page), file);
  await arrived;
  await page.reload();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await expect(taskOf(page, file.name)).toContainText("Interrupted");

  await signOut(page);
  await signIn(page, await createAccount(groupsIn(info.access)));
  await page.goto("/buckets/scans");

  await expect(chooser(page)).toBeAttached();
  await expect(taskOf(page, file.name)).toBeHidden();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(file.name);
});

test("nobody else sees a file", async ({ page, browser }) => {
  const file = sampleFile(1024);
  await chooseFile(chooser(page), file);
  await expect(stored(page, file.name)).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await signIn(other, await createAccount());
  await other.goto("/buckets/scans");
  await expect(other.getByText("Nothing here yet")).toBeVisible();
});

test("the page looks good", { tag: "@looks" }, async ({ page }) => {
  const file = sampleFile(1024);
  await chooseFile(chooser(page), file);
  await expect(stored(page, file.name)).toBeVisible();
  const large = sampleFile(LARGE);
  const emulate = await networkOf(page);
  await emulate({ uploadThroughput: LARGE / 20 });
  await chooseFile(chooser(page), large);
  await expectUnderWay(page, large.name);
  await expectGoodLooks(page, "files");
});

function chooser(page: Page): Locator {
  return page.getByLabel("choose files");
}

function stored(page: Page, name: string): Locator {
  return page.getByRole("button", { name: `Download ${name}` });
}

/** An upload in the list of those that are not done. */
function taskOf(page: Page, name: string): Locator {
  return page.getByRole("listitem").filter({ hasText: name });
}

/** Some of it has arrived, but not all. */
async function expectUnderWay(page: Page, name: string): Promise<void> {
  await expect(taskOf(page, name)).toContainText(/ [1-9]\d? %/);
}
