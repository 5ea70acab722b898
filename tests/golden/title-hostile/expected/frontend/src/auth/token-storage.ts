const PREFIX = "CognitoIdentityServiceProvider.";
const IN_MEMORY = /\.(accessToken|idToken)$/;
const ACCOUNT = /\.LastAuthUser$/;
const REFRESH_TOKEN = /\.refreshToken$/;

// A token that expired in 1970. Amplify finds it after a reload and trades the refresh token for a new one.
const EXPIRED = "eyJhbGciOiJub25lIn0.eyJleHAiOjB9.";

const memory = new Map<string, string>();
const listeners = new Set<() => void>();
let signingIn = false;

/** Amplify's storage. Access and ID tokens stay in memory, so that no script can read them from the disk. */
export const tokenStorage = {
  async setItem(key: string, value: string): Promise<void> {
    if (ACCOUNT.test(key)) {
      admit(value);
    }
    if (IN_MEMORY.test(key)) {
      memory.set(key, value);
    }
    localStorage.setItem(key, IN_MEMORY.test(key) ? EXPIRED : value);
  },

  async getItem(key: string): Promise<string | null> {
    const stored = localStorage.getItem(key);
    // Signing out in another tab empties localStorage: what is in memory here no longer counts.
    return stored === null ? null : (memory.get(key) ?? stored);
  },

  async removeItem(key: string): Promise<void> {
    memory.delete(key);
    localStorage.removeItem(key);
    if (ACCOUNT.test(key)) {
      tell();
    }
  },

  async clear(): Promise<void> {
    memory.clear();
    for (const key of storedKeys()) {
      localStorage.removeItem(key);
    }
    tell();
  },
};

/** Makes room for the session of somebody who is signing in. */
export async function beginSignIn(): Promise<void> {
  // Amplify refuses to sign in over a session that has ended on the server only.
  await tokenStorage.clear();
  signingIn = true;
}

/** Whether somebody has signed in on this browser and not signed out again. */
export function hasStoredSession(): boolean {
  return storedKeys().some((key) => REFRESH_TOKEN.test(key));
}

/** Whose session this browser holds: the same in every tab, at every moment. */
export function storedAccount(): string | null {
  const accountKey = storedKeys().find((key) => ACCOUNT.test(key));
  return accountKey === undefined ? null : localStorage.getItem(accountKey);
}

/** Calls `follow` when a session begins in another tab, or ends in any. */
export function onAccountChange(follow: () => void): void {
  listeners.add(follow);
}

function tell(): void {
  for (const follow of listeners) {
    follow();
  }
}

/** Only signing in begins a session: tokens that are refreshed late must not bring back one that has ended. */
function admit(account: string): void {
  if (!signingIn && account !== storedAccount()) {
    throw new Error("The session has ended while its tokens were refreshed.");
  }
  signingIn = false;
}

function storedKeys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

// Only other tabs cause this event. The account is stored before the token that makes it a session.
addEventListener("storage", ({ key }) => {
  if (key === null || ACCOUNT.test(key) || REFRESH_TOKEN.test(key)) {
    tell();
  }
});
