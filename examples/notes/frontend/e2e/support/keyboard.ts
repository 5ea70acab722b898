import { expect, type Locator } from "@playwright/test";

const MOST_STOPS = 100;

/** Presses Tab until the control has the focus. */
export async function tabTo(control: Locator): Promise<void> {
  await control.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await control.page().keyboard.press("Tab");
  }
  await expect(control, "the keyboard does not reach it").toBeFocused();
}
