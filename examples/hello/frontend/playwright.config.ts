import { defineConfig, devices } from "@playwright/test";

// A browser of this computer; without it Playwright uses its own: npx playwright install chromium
const executablePath = process.env.CHROMIUM;

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  timeout: 60_000,
  // The first call of a function starts it.
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.APP_URL ?? "http://localhost:5173",
    locale: "en-US",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
  projects: [
    { name: "light", use: desktop },
    { name: "dark", use: { ...desktop, colorScheme: "dark" }, grep: /@looks/ },
    { name: "mobile", use: devices["Pixel 7"], grep: /@looks/ },
  ],
});
