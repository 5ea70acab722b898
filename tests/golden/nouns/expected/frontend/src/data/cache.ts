import type { QueryClient } from "@tanstack/react-query";
import type { ItemPage, Model, Stored } from "./model";

type Named = Pick<Model, "name">;

export const listsKey = ({ name }: Named) => [name, "list"];
export const itemKey = ({ name }: Named, id: string) => [name, "item", id];

/** Keeps the items of a list, so that their own pages need no request. */
export function keepItems<Item extends Stored>(
  client: QueryClient,
  model: Named,
  page: ItemPage<Item>,
): ItemPage<Item> {
  for (const item of page.items) {
    client.setQueryData(itemKey(model, item.id), item);
  }
  return page;
}
