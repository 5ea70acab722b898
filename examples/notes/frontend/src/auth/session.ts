import { createStore } from "../store";
import type { User } from "./cognito";
import { hasStoredSession } from "./token-storage";

export type { User };

type Session =
  | { status: "loading" }
  | { status: "signed-out"; expired: boolean }
  | { status: "signed-in"; user: User };

const SIGNED_OUT: Session = { status: "signed-out", expired: false };

export const session = createStore<Session>({ status: "loading" });

export function useUser(): User | null {
  const current = session.use();
  return current.status === "signed-in" ? current.user : null;
}

/** Amplify is a third of all our code: it is loaded when somebody signs in or has signed in before. */
export const loadCognito = () => import("./cognito");

/** Takes up the session that this browser holds; also called after signing in. */
export async function restoreSession(): Promise<void> {
  session.set(await storedSession());
}

async function storedSession(): Promise<Session> {
  if (!hasStoredSession()) {
    return SIGNED_OUT;
  }
  try {
    const { currentUser } = await loadCognito();
    const user = await currentUser();
    return user === null ? SIGNED_OUT : { status: "signed-in", user };
  } catch {
    return SIGNED_OUT;
  }
}

export async function accessToken(): Promise<string | undefined> {
  if (session.get().status !== "signed-in") {
    return undefined;
  }
  const { currentAccessToken } = await loadCognito();
  return currentAccessToken();
}

export async function signOut(): Promise<void> {
  const cognito = await loadCognito();
  await cognito.signOut();
  // A fresh page holds nothing of whoever was signed in.
  location.assign("/");
}

/** The server no longer accepts the token. */
export function endSession(): void {
  session.set({ status: "signed-out", expired: true });
}

// Signing in or out in another tab holds here too.
addEventListener("storage", ({ key }) => {
  if (key === null || key.endsWith(".LastAuthUser")) {
    void restoreSession();
  }
});
