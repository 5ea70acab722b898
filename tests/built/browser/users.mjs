// Invites somebody on the dashboard: node users.mjs PACKAGES DASHBOARD EMAIL PASSWORD
// PACKAGES is a folder in which npm has installed playwright-core and @axe-core/playwright.
// Exits with 1 if a step failed, the page threw an error or axe found something.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CHROMIUM, FLAGS } from "./chromium.mjs";

const [packages, dashboard, email, password] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(packages, "package.json")));
const { AxeBuilder } = require("@axe-core/playwright");
const { chromium } = require("playwright-core");

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const page = await (await browser.newContext()).newPage();
page.on("pageerror", (error) => {
  throw error;
});
await page.goto(dashboard);
const users = page.getByRole("region", { name: "Users" });
const address = users.getByLabel("Email of a new user of UserPool");

// What Cognito rejects is said, and can be corrected.
await address.fill("nobody");
await users.getByRole("button", { name: "Invite" }).click();
await users.getByText("Username should be an email.").waitFor();
await address.fill(email);
await users.getByRole("button", { name: "Invite" }).click();
await users.getByText(`${email} invited`).click();

const mails = page.getByRole("region", { name: "Emails" });
await mails.getByText(`${email}: Your temporary password`).click();
await mails.getByText(`Your username is ${email}`).waitFor();

const user = users.getByRole("group").filter({ hasText: email });
await user.getByLabel("admins").check();
await users.getByText(`${email} invited, admins`).waitFor();
await user.getByLabel(`New password of ${email}`).fill(password);
await user.getByRole("button", { name: "Set password" }).click();
await users.getByText(`${email} confirmed, admins`).waitFor();

const { violations } = await new AxeBuilder({ page }).analyze();
await browser.close();
for (const { id, nodes } of violations) {
  console.error(id, nodes.map(({ html }) => html));
}
process.exit(violations.length === 0 ? 0 : 1);
