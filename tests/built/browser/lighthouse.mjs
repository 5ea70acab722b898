// Weighs pages of the built frontend of video-share by Lighthouse: node lighthouse.mjs PACKAGES DIST
// PACKAGES is a folder in which npm has installed lighthouse and playwright-core.
// Prints one JSON object: the scores of each page, of 100, and the audits that cost points.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CHROMIUM, FLAGS } from "./chromium.mjs";
import { serve } from "./server.mjs";

// A mobile on slow 4G with a processor of a quarter of the speed is what Lighthouse starts from.
const DESKTOP = {
  formFactor: "desktop",
  screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1 },
  throttling: { rttMs: 40, throughputKbps: 10 * 1024, cpuSlowdownMultiplier: 1 },
};
const DEVICES = { desktop: DESKTOP, mobile: {} };
// A machine that is busy with something else is slower than the page: the best run counts.
const RUNS = 3;

const [packages, dist] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(packages, "package.json")));
const { chromium } = require("playwright-core");
const { default: lighthouse } = await import(pathToFileURL(require.resolve("lighthouse")).href);

const { server, origin } = await serve(dist);
const profile = await mkdtemp(join(tmpdir(), "lighthouse-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: CHROMIUM,
  args: [...FLAGS, "--remote-debugging-port=0"],
});
try {
  const [line] = (await readFile(join(profile, "DevToolsActivePort"), "utf8")).split("\n");
  const port = Number(line);
  const result = { "sign-in": await weigh("/sign-in", port) };
  await signIn();
  result.uploads = await weigh("/buckets/videos", port);
  result.item = await weigh("/videos/01VIDEO1", port);
  console.log(JSON.stringify(result, null, 2));
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
  server.closeAllConnections();
  server.close();
}

async function signIn() {
  const page = await browser.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  await page.close();
}

async function weigh(path, port) {
  const result = {};
  for (const [device, settings] of Object.entries(DEVICES)) {
    for (let run = 0; run < RUNS; run += 1) {
      const { lhr } = await lighthouse(`${origin}${path}`, {
        ...settings,
        port,
        logLevel: "error",
        disableStorageReset: true, // it would sign the user out
        onlyCategories: ["performance", "accessibility", "best-practices"],
      });
      const found = verdict(lhr);
      if (result[device] === undefined || found.performance > result[device].performance) {
        result[device] = found;
      }
    }
  }
  return result;
}

function verdict({ categories, audits, finalDisplayedUrl }) {
  const scores = Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)]);
  const costly = Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs)
    .map(({ id, weight }) => ({ ...audits[id], weight }))
    .filter(({ score, weight }) => weight > 0 && score !== null && score < 1)
    .map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`.trim());
  return { ...Object.fromEntries(scores), costly, path: new URL(finalDisplayedUrl).pathname };
}
