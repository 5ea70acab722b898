import type { Stored } from "./model";

interface Draft {
  base: Stored | undefined;
  edits: object;
}

let owner: string | undefined;
let kept = new Map<string, Draft>();

/**
 * What somebody had typed when their session ended, by the address of the form. It is in memory only, and for
 * another person it is gone.
 */
export function keptDrafts(user: string | undefined): Map<string, Draft> {
  if (user === undefined) {
    return new Map();
  }
  if (user !== owner) {
    owner = user;
    kept = new Map();
  }
  return kept;
}
