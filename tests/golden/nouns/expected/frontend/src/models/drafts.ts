import type { Drafts } from "./fields";
import type { Item } from "./types";

interface Kept {
  base: Item | undefined;
  drafts: Drafts;
}

let owner: string | undefined;
let kept = new Map<string, Kept>();

/**
 * What somebody had typed when their session ended, by the address of the form. It is in memory only, and for
 * another person it is gone.
 */
export function keptDrafts(user: string | undefined): Map<string, Kept> {
  if (user === undefined) {
    return new Map();
  }
  if (user !== owner) {
    owner = user;
    kept = new Map();
  }
  return kept;
}
