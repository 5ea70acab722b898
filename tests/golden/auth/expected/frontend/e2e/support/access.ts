import type { Access } from "../../src/auth/access";

const EVERYBODY = ["public", "signed-in", "owner"];

/** The groups that somebody must be in to do all that the rules allow: one for each rule for groups alone. */
export function groupsIn(rules: Readonly<Record<string, Access>>): string[] {
  return Object.values(rules)
    .filter((words) => !words.some((word) => EVERYBODY.includes(word)))
    .flatMap((words) => words.slice(0, 1));
}
