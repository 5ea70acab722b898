import type { ReactNode } from "react";
import { type Access, may } from "../auth/access";
import { useUser } from "../auth/session";
import type { Model, Stored } from "../data/model";

interface Props<Item extends Stored, Query> {
  words: Access;
  of: Model<Item, object, object, Query>;
  /** The item that a form changes; without it, it creates one. */
  item: Item | undefined;
  children: ReactNode;
}

/** Shows a field of a form to whoever may set it. */
export function WritableBy<Item extends Stored, Query>(props: Props<Item, Query>) {
  const { words, of, item, children } = props;
  const user = useUser();
  const rule = item === undefined ? of.access.create : of.access.update;
  // The server does not know who calls an operation that is public.
  const caller = rule.includes("public") ? null : user;
  const owner = item === undefined ? user?.id : item.owner;
  return may(words, caller, owner) ? children : null;
}
