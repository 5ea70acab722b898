import { test as base, expect } from "@playwright/test";

export { expect };

/** A test that fails if its page throws an error that nobody catches. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await use(page);
    expect(errors).toEqual([]);
  },
});
