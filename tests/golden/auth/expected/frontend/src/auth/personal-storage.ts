const PREFIX = "personal.";

/** A key of localStorage for what belongs to one account, or to nobody who has signed in. */
export function keyOf(account: string | null, name: string): string {
  return `${PREFIX}${account ?? ""}.${name}`;
}

/** Removes what belongs to any other account. */
export function clearPersonalStorage(account: string | null): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && !key.startsWith(keyOf(account, ""))) {
      localStorage.removeItem(key);
    }
  }
}
