import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    // The content security policy allows files of our own origin only, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What most pages share is one file, not a dozen.
        advancedChunks: {
          groups: [
            {
              name: "kit",
              test: /src\/(api|components(?!\/fields)|data|models)\/|@tanstack|openapi-fetch/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  test: {
    dir: "src",
    environment: "jsdom",
    setupFiles: "src/testing/setup.ts",
    testTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
