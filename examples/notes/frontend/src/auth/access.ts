import type { User } from "./session";

/** The words of `access:` in scaffold.yaml: public, signed-in, owner, or the name of a group. */
export type Access = readonly string[];

/** Whether `user` may do what `access` guards; the server decides, this only hides what it would refuse. */
export function may(access: Access, user: User | null, owner?: unknown): boolean {
  return access.some((word) => {
    if (word === "public") {
      return true;
    }
    if (user === null) {
      return false;
    }
    if (word === "owner") {
      return owner === user.id;
    }
    return word === "signed-in" || user.groups.includes(word);
  });
}

/** Whether `user` may see anything at all: somebody who signed in may own items. */
export function mayEnter(access: Access, user: User | null): boolean {
  return may(access, user, user?.id);
}
