import type { QueryClient } from "@tanstack/react-query";
import type { ItemPage, Model, Stored } from "./model";

export const listsKey = ({ name }: Pick<Model, "name">) => [name, "list"];
// Ids are unique throughout the application.
export const itemKey = (id: string) => ["item", id];

/** Keeps the items of a list, so that their own pages need no request. */
export function keepItems<Item extends Stored>(
  client: QueryClient,
  page: ItemPage<Item>,
): ItemPage<Item> {
  for (const item of page.items) {
    client.setQueryData(itemKey(item.id), item);
  }
  return page;
}
