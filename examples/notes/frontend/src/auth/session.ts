import { navigate } from "wouter/use-browser-location";
import { ApiError } from "../api/errors";
import { createStore } from "../store";
import type { User } from "./cognito";
import { signInPath } from "./next";
import { clearPersonalStorage, keyOf } from "./personal-storage";
import { hasStoredSession, onAccountChange, storedAccount, tokenStorage } from "./token-storage";

export type { User };

type Session =
  | { status: "loading" }
  | { status: "signed-out"; expired: boolean }
  | { status: "signed-in"; user: User };

const SIGNED_OUT: Session = { status: "signed-out", expired: false };

export const session = createStore<Session>({ status: "loading" });

const endings = new Set<() => void>();
let account: string | null = null;
let lifetime = new AbortController();
let signingOut = false;

export function useUser(): User | null {
  const current = session.use();
  return current.status === "signed-in" ? current.user : null;
}

/** Amplify is a third of all our code: it is loaded when somebody signs in or has signed in before. */
export const loadCognito = () => import("./cognito");

/** Calls `forget` whenever a session ends, whichever way and in whichever tab: drop all that is the person's. */
export function onSessionEnd(forget: () => void): void {
  endings.add(forget);
}

/** Aborts when the session ends: no answer to one person reaches the next. */
export function sessionSignal(): AbortSignal {
  return lifetime.signal;
}

/** A key of localStorage for what is the person's: it goes when the session ends. */
export function personalKey(name: string): string {
  return keyOf(account, name);
}

/** Takes up the session that this browser holds; also called after signing in. */
export async function restoreSession(): Promise<void> {
  const before = storedAccount();
  const restored = await storedSession();
  const now = storedAccount();
  if (now !== before && now !== null) {
    return restoreSession();
  }
  if (now !== before) {
    end();
    return;
  }
  account = restored.status === "signed-in" ? now : null;
  clearPersonalStorage(now);
  session.set(restored);
}

async function storedSession(): Promise<Session> {
  if (!hasStoredSession()) {
    return SIGNED_OUT;
  }
  try {
    const { currentUser } = await loadCognito();
    const user = await currentUser();
    if (user === null) {
      await tokenStorage.clear();
      return SIGNED_OUT;
    }
    return { status: "signed-in", user };
  } catch {
    return SIGNED_OUT;
  }
}

/** The token of whoever this tab shows; a session that has ended is an error. */
export async function accessToken(): Promise<string | undefined> {
  if (session.get().status !== "signed-in") {
    return undefined;
  }
  const signal = sessionSignal();
  const { currentAccessToken } = await loadCognito();
  const token = await currentAccessToken();
  if (token === undefined) {
    endSession();
  }
  follow();
  signal.throwIfAborted();
  return token;
}

export async function signOut(): Promise<void> {
  signingOut = true;
  try {
    const cognito = await loadCognito();
    await cognito.signOut();
  } finally {
    await tokenStorage.clear();
    // A fresh page holds nothing of whoever was signed in.
    location.assign("/");
  }
}

/** The server no longer accepts the session. */
export function endSession(): void {
  if (storedAccount() === account) {
    void tokenStorage.clear();
  }
  follow();
}

/** Brings this tab in line with the session that the browser holds. */
function follow(): void {
  const isSignedIn = session.get().status === "signed-in";
  if (isSignedIn && storedAccount() === account) {
    return;
  }
  if (isSignedIn) {
    end();
  }
  if (hasStoredSession()) {
    void restoreSession();
  }
}

/** The one place where a session ends: nothing of the person stays, and signing in leads back here. */
function end(): void {
  const here = `${location.pathname}${location.search}`;
  account = null;
  lifetime.abort(new ApiError(401, "Your session has ended. Sign in again."));
  lifetime = new AbortController();
  for (const forget of endings) {
    forget();
  }
  clearPersonalStorage(storedAccount());
  session.set({ status: "signed-out", expired: !signingOut });
  navigate(signingOut ? "/" : signInPath(here), { replace: true });
}

onAccountChange(follow);

// Back to a page that the browser has kept as it was, or to the network that a session could not be restored without.
addEventListener("pageshow", ({ persisted }) => persisted && follow());
addEventListener("online", follow);
