const IN_MEMORY = /\.(accessToken|idToken)$/;

// A token that expired in 1970. Amplify finds it after a reload and trades the refresh token for a new one.
const EXPIRED = "eyJhbGciOiJub25lIn0.eyJleHAiOjB9.";

const memory = new Map<string, string>();

/** Amplify's storage. Access and ID tokens stay in memory, so that no script can read them from the disk. */
export const tokenStorage = {
  async setItem(key: string, value: string): Promise<void> {
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
  },

  async clear(): Promise<void> {
    memory.clear();
    for (const key of storedKeys()) {
      localStorage.removeItem(key);
    }
  },
};

/** Whether somebody has signed in on this browser and not signed out again. */
export function hasStoredSession(): boolean {
  return storedKeys().some((key) => key.endsWith(".refreshToken"));
}

function storedKeys(): string[] {
  return Object.keys(localStorage).filter((key) =>
    key.startsWith("CognitoIdentityServiceProvider."),
  );
}
