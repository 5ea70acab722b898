import { model } from "../src/testing/models/video";
import { createAccount, signIn } from "./support/accounts";
import { chooseFile, LARGE, type SampleFile } from "./support/files";
import { controlOf, fieldOf } from "./support/forms";
import { expectDetails } from "./support/items";
import { expect, test } from "./support/test";

// MP4 files begin with a box of the type ftyp.
const MP4 = "\0\0\0\u0018ftypmp42";

const FILES: Record<string, SampleFile> = {
  ready: { name: "keynote.mp4", size: LARGE, head: MP4 },
  failed: { name: "notes.mp4", size: 1024, head: "These are no moving pictures." },
};

for (const [status, file] of Object.entries(FILES)) {
  test(`a video is ${status} once ${file.name} has been looked at`, async ({ page }) => {
    test.slow();
    await signIn(page, await createAccount());
    await page.goto("/videos/new");
    await controlOf(page, fieldOf(model, "title")).fill("Keynote");
    await chooseFile(controlOf(page, fieldOf(model, "file")), file, "video/mp4");
    await page.getByRole("button", { name: "Save" }).click();
    await expectDetails(page);
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("definition").filter({ hasText: status })).toBeVisible({
        timeout: 2_000,
      });
    }).toPass();
    await expect(page.getByRole("link", { name: "Download" })).toBeVisible();
  });
}
