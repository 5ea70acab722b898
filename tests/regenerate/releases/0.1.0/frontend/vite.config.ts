import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    // The content security policy allows files of our own origin only, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "jsdom",
    setupFiles: "src/testing/setup.ts",
    testTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
