import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/** Fails if axe finds something or the page is wider than the screen, and keeps a picture of it. */
export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ help, nodes }) => [help, ...nodes.map(({ html }) => html)]);
  expect(found).toEqual([]);
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isTooWide, "the page is wider than the screen").toBe(false);
}
