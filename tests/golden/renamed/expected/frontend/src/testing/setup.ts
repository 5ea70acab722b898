import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { queryClient } from "../api/query-client";
import { session } from "../auth/session";
import { loadConfig } from "../config";
import { API, serve } from "./server";

// A busy machine may need seconds for what a test waits for.
configure({ asyncUtilTimeout: 10_000 });

beforeAll(async () => {
  vi.stubGlobal("fetch", async () =>
    Response.json({
      apiUrl: API,
      region: "us-east-1",
      userPoolId: "us-east-1_test",
      userPoolClientId: "client",
    }),
  );
  await loadConfig();
});

beforeEach(() => {
  serve({});
  queryClient().setDefaultOptions({ queries: { retry: false } });
});

afterEach(() => {
  cleanup();
  queryClient().clear();
  session.set({ status: "loading" });
  localStorage.clear();
  history.replaceState(null, "", "/");
});

// What jsdom lacks: scrolling, media queries and modal dialogs.
window.scrollTo = () => undefined;
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
