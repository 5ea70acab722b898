import { beforeEach, describe, expect, it, vi } from "vitest";
import { api, unwrap } from "../api/client";
import { queryClient } from "../api/query-client";
import { notify, toasts } from "../components/notify";
import { beginSession, cognito, expireTokens, refusal, signedIn } from "../testing/cognito";
import { gateway, type Routes } from "../testing/server";
import {
  accessToken,
  onSessionEnd,
  personalKey,
  restoreSession,
  session,
  sessionSignal,
} from "./session";

const HERE = "/somewhere?sort=oldest";
const SIGN_IN = `/sign-in?next=${encodeURIComponent(HERE)}`;

/** Serves the user pool and has somebody signed in, in the middle of their work. */
async function work(operations: Parameters<typeof cognito>[0] = {}, routes: Routes = {}) {
  cognito(operations, routes);
  await beginSession();
  history.replaceState(null, "", HERE);
  localStorage.setItem(personalKey("files"), "film.mp4");
}

const health = () => unwrap(api().GET("/health"));

/** What another tab does to the storage when somebody signs in or, without an account, out. */
function elsewhere(account?: string) {
  for (const [key, value] of Object.entries(localStorage)) {
    if (key.startsWith("Cognito")) {
      localStorage.removeItem(key);
      if (account !== undefined) {
        localStorage.setItem(key.replace(".ada.", `.${account}.`), value.replace(/^ada$/, account));
      }
    }
  }
}

/** The browser says that another tab has changed the storage. */
function tell() {
  dispatchEvent(new StorageEvent("storage", { key: null }));
}

const ENDINGS: Readonly<Record<string, () => Promise<void>>> = {
  "the server refuses the token": async () => {
    await work({}, { "GET /health": () => gateway(401, "Unauthorized") });
    await expect(health()).rejects.toMatchObject({ status: 401 });
  },
  "the refresh token has been revoked": async () => {
    await work({ GetTokensFromRefreshToken: () => refusal("NotAuthorizedException") });
    await expireTokens();
    await expect(health()).rejects.toMatchObject({ status: 401 });
  },
  "the refresh token has been used before": async () => {
    await work({ GetTokensFromRefreshToken: () => refusal("RefreshTokenReuseException") });
    await expireTokens();
    await expect(health()).rejects.toThrow();
  },
  "somebody signs out in another tab": async () => {
    await work();
    elsewhere();
    tell();
  },
  "another person signs in in another tab": async () => {
    await work();
    elsewhere("grace");
    tell();
  },
  "another person has signed in before the browser says so": async () => {
    await work();
    elsewhere("grace");
    await expect(health()).rejects.toMatchObject({ status: 401 });
  },
  "the browser shows a page that it has kept": async () => {
    await work();
    elsewhere();
    dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  },
};

beforeEach(() => session.set({ status: "loading" }));

describe("the end of a session", () => {
  it.each(Object.entries(ENDINGS))("leads to sign-in and back: %s", async (_, end) => {
    await end();
    await vi.waitFor(() => expect(session.get().status).not.toBe("signed-in"));
    expect(`${location.pathname}${location.search}`).toBe(SIGN_IN);
  });

  it.each(Object.entries(ENDINGS))("leaves nothing of the person: %s", async (_, end) => {
    const forget = vi.fn();
    onSessionEnd(forget);
    await end();
    await vi.waitFor(() => expect(forget).toHaveBeenCalledOnce());
    expect(JSON.stringify(localStorage)).not.toContain("film.mp4");
    expect(JSON.stringify(localStorage)).not.toContain("ada.refreshToken");
    expect(toasts.get()).toEqual([]);
  });

  it("gives up what is under way", async () => {
    await work({}, { "GET /health": () => new Promise(() => undefined) });
    const signal = sessionSignal();
    elsewhere();
    tell();
    expect(signal.aborted).toBe(true);
    expect(sessionSignal().aborted).toBe(false);
  });

  it("empties the screen's memory, for answers that come late, too", async () => {
    await work();
    const before = queryClient();
    before.setQueryData(["patient"], "Ada");
    notify("Ada was saved.");
    elsewhere();
    tell();
    before.setQueryData(["patient"], "Ada");
    expect(queryClient().getQueryData(["patient"])).toBeUndefined();
    expect(toasts.get()).toEqual([]);
  });

  it("is not undone by tokens that are refreshed late", async () => {
    await work({
      GetTokensFromRefreshToken: () => {
        elsewhere();
        return signedIn();
      },
    });
    await expireTokens();
    await expect(accessToken()).rejects.toThrow();
    await restoreSession();
    expect(session.get().status).toBe("signed-out");
  });
});
