import type { QueryClient } from "@tanstack/react-query";
import type { ItemPage, Model, Stored } from "./model";

export const listsKey = ({ name }: Pick<Model, "name">) => [name, "list"];
// Ids are unique throughout the application.
export const itemKey = (id: string) => ["item", id];
export const fileKey = (id: string) => ["file", id];

/** Keeps the items of a list and what came with them: their pages and labels need no request. */
export function keepItems<Item extends Stored>(
  client: QueryClient,
  page: ItemPage<Item>,
): ItemPage<Item> {
  for (const item of page.items) {
    client.setQueryData(itemKey(item.id), item);
  }
  for (const found of Object.values(page.included ?? {}).flat()) {
    if (found !== undefined) {
      client.setQueryData("url" in found ? fileKey(found.id) : itemKey(found.id), found);
    }
  }
  return page;
}
