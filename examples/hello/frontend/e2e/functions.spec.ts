import { FUNCTIONS } from "../src/generated/functions";
import { expect, test } from "./support/test";

for (const { label, parameters } of FUNCTIONS) {
  test(`${label} answers when it is called from the start page`, async ({ page }) => {
    await page.goto("/");
    const form = page.getByRole("form", { name: label, exact: true });
    for (const parameter of parameters) {
      await form.getByLabel(parameter, { exact: true }).fill("sample");
    }
    await form.getByRole("button", { name: "Call" }).click();
    await expect(form.getByRole("status")).not.toBeEmpty();
  });
}
