// Drives the built frontend of video-share in Chromium: node journey.mjs PACKAGES DIST OUT
// PACKAGES is a folder in which npm has installed playwright-core and @axe-core/playwright.
// Prints one JSON object; exits with 1 if a step failed, the console complained or axe found something.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { CHROMIUM, FLAGS } from "./chromium.mjs";
import { serve } from "./server.mjs";

const MIB = 2 ** 20;
// Bytes of JavaScript, compressed. React, Amplify, TanStack Query, wouter and openapi-fetch are 121,000 of all.
const MAX_FIRST_LOAD = 105_000;
const MAX_ALL = 165_000;
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  mobile: { colorScheme: "light", viewport: { width: 390, height: 844 }, isMobile: true },
};

const files = await mkdtemp(join(tmpdir(), "journey-"));
const [packages, dist, out] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(packages, "package.json")));
const { AxeBuilder } = require("@axe-core/playwright");
const { chromium } = require("playwright-core");
const result = { size: {}, steps: [], axe: [], console: [], failures: [], screenshots: [] };
await mkdir(out, { recursive: true });
await weigh();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  for (const look of Object.keys(LOOKS)) {
    await journey(look);
  }
} finally {
  await browser.close();
  await rm(files, { recursive: true });
}
console.log(JSON.stringify(result, null, 2));
const bad = result.axe.length + result.console.length + result.failures.length;
process.exit(bad === 0 ? 0 : 1);

/** The JavaScript as it travels: what the first page loads, and all there is. */
async function weigh() {
  const folder = join(dist, "assets");
  const page = await readFile(join(dist, "index.html"), "utf8");
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(".js"))) {
    const { length } = gzipSync(await readFile(join(folder, name)), { level: 9 });
    result.size.all = (result.size.all ?? 0) + length;
    if (page.includes(`/assets/${name}`)) {
      result.size.first = (result.size.first ?? 0) + length;
    }
  }
  if (result.size.first > MAX_FIRST_LOAD) {
    result.failures.push(`the first page loads ${result.size.first} bytes of JavaScript`);
  }
  if (result.size.all > MAX_ALL) {
    result.failures.push(`there are ${result.size.all} bytes of JavaScript`);
  }
}

async function journey(look) {
  const { server, state, origin } = await serve(dist);
  const context = await browser.newContext({
    ...LOOKS[look],
    baseURL: origin,
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "UTC",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !isExpected(message)) {
      result.console.push(`${look}: ${message.text()} ${message.location().url}`);
    }
  });
  page.on("pageerror", (error) => result.console.push(`${look}: ${error.message}`));
  try {
    await visit({ page, state, look });
  } catch (error) {
    result.failures.push(`${look}: ${error.message}`);
    await page.screenshot({ path: join(out, `${look}-failure.png`) });
  }
  await context.close();
  server.closeAllConnections();
  server.close();
}

/** What the journey itself provokes: answers of 400 and above, and Amplify's note on the stand-in. */
function isExpected(message) {
  return /status of (400|404|412|422)|custom Amazon Amazon Cognito/.test(message.text());
}

/** A file on the disk: passing megabytes through the browser's protocol takes seconds. */
async function video(name, size) {
  const path = join(files, name);
  await writeFile(path, Buffer.alloc(size));
  return path;
}

async function visit({ page, state, look }) {
  const button = (name) => page.getByRole("button", { name, exact: true });
  const stored = (name) => button(`Download ${name}`);
  const heading = (name) => page.getByRole("heading", { name, exact: true });

  async function show(name) {
    await page.screenshot({ path: join(out, `${name}-${look}.png`), fullPage: true });
    result.screenshots.push(`${name}-${look}.png`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations) {
      result.axe.push(`${name} (${look}): ${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    }
    result.steps.push(`${name} (${look})`);
  }

  async function isNotWider() {
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) {
      throw new Error(`${page.url()} is ${over} pixels too wide`);
    }
  }

  async function openMenu() {
    if (LOOKS[look].isMobile) {
      await button("Menu").click();
    }
  }

  // Without an account: public pages, a way to sign in.
  await page.goto("/");
  await heading("Video Share").waitFor();
  await page.getByRole("link", { name: "Keynote 2026" }).waitFor();
  await show("home");
  await page.goto("/videos");
  await page.getByRole("link", { name: "Keynote 2026" }).waitFor();
  if (await page.getByRole("link", { name: "New video" }).isVisible()) {
    throw new Error("somebody who has not signed in is offered to create a video");
  }
  await page.goto("/buckets/videos");
  await heading("Welcome back").waitFor();

  // Sign-up with its code, then a refused sign-in and one that works.
  await show("sign-in");
  await button("Create an account").click();
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("New password").fill("correct horse battery");
  await show("sign-up");
  await button("Create account").click();
  await page.getByLabel("Code").fill("000000");
  await button("Confirm").click();
  await page.getByText("That code is not right").waitFor();
  await show("confirm");
  await button("Back to sign in").click();
  state.refuseSignIn = true;
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await button("Sign in").click();
  await page.getByText("The email or the password is not right.").waitFor();
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await button("Sign in").click();
  await heading("Uploaded videos").waitFor();
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  if (/c2lnbmF0dXJl/.test(kept)) {
    throw new Error("an access token is in localStorage");
  }

  // A large upload, slow enough to be seen, and a small one.
  await stored("keynote-2026.mp4").waitFor();
  const cdp = await page.context().newCDPSession(page);
  const network = { offline: false, latency: 0, downloadThroughput: -1 };
  await cdp.send("Network.emulateNetworkConditions", { ...network, uploadThroughput: 4 * MIB });
  const chooser = page.getByLabel("choose files");
  await chooser.setInputFiles([
    await video("conference-day-1.mp4", 20 * MIB),
    await video("conference-day-2.mp4", 4 * MIB),
  ]);
  await page.waitForFunction(() =>
    [...document.querySelectorAll("progress")].some(({ value, max }) => value > max / 5),
  );
  await show("uploads");
  await cdp.send("Network.emulateNetworkConditions", { ...network, uploadThroughput: -1 });
  await stored("conference-day-1.mp4").waitFor({ timeout: 30_000 });
  await stored("conference-day-2.mp4").waitFor();
  await page.reload();
  await stored("conference-day-1.mp4").waitFor();
  await button("Delete conference-day-2.mp4").click();
  await show("delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await stored("conference-day-2.mp4").waitFor({ state: "detached" });
  await isNotWider();

  // A model: list, filter, detail, form with errors, conflict.
  await openMenu();
  await page.getByRole("link", { name: "Videos", exact: true }).click();
  await page.getByText("Deleted channel").waitFor();
  await show("list");
  await isNotWider();
  await page.getByLabel("Status").selectOption("failed");
  await page.getByRole("link", { name: "Keynote 2026" }).waitFor({ state: "detached" });
  await page.getByLabel("Status").selectOption("Any");
  await page.getByRole("link", { name: "Keynote 2026" }).click();
  await heading("Keynote 2026").waitFor();
  await page.getByRole("link", { name: "Conference talks" }).waitFor();
  await show("detail");
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Title").fill("Keynote");
  state.conflict = true;
  await button("Save").click();
  await page.getByText("Someone else saved this").waitFor();
  await show("conflict");
  await button("Save").click();
  await heading("Keynote").waitFor();
  await page.goto("/videos/new");
  await page.getByLabel("Title").waitFor();
  await button("Save").click();
  await page.getByText("Fill in this field.").waitFor();
  await page.getByLabel("Title").fill("Taken");
  await button("Save").click();
  await page.getByText("Taken already").waitFor();
  await page.getByLabel("Title").fill("A new video");
  await page.getByLabel("Channel").click();
  await page.getByRole("option", { name: "Tutorials" }).waitFor();
  await show("form");
  await page.getByRole("option", { name: "Tutorials" }).click();
  await button("Add").click();
  await page.getByLabel("Tags 1", { exact: true }).fill("fresh");
  await page.getByLabel("File").setInputFiles(await video("fresh.mp4", MIB));
  await button("Save").click();
  await heading("A new video").waitFor();
  await page.getByRole("link", { name: "Download" }).waitFor();
  await isNotWider();

  // Groups, and an address that leads nowhere.
  await page.goto("/admin/groups");
  await button("Remove grace@example.com").waitFor();
  await page.getByLabel("Email").fill("margaret@example.com");
  await button("Add to admins").click();
  await button("Remove margaret@example.com").waitFor();
  await show("groups");
  await isNotWider();
  await page.goto("/nowhere");
  await heading("Page not found").waitFor();
  await show("not-found");
  await openMenu();
  await button("Sign out").click();
  await page.getByText("ada@example.com").first().waitFor({ state: "hidden" });
}
