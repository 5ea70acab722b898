import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/errors";
import { itemKey, keepItems, listsKey } from "./cache";
import type { ListQuery, Model, Stored } from "./model";

const NOT_FOUND = 404;

/** What is shown while it loads, when it has failed, and when it is there. */
export interface Loadable<Value> {
  data: Value | undefined;
  error: unknown;
  refetch(): unknown;
}

export function useItem<Item extends Stored, Query>(
  model: Model<Item, object, object, Query>,
  id: string,
): Loadable<Item> {
  return useQuery({
    queryKey: itemKey(id),
    queryFn: () => model.get(id),
    enabled: id !== "",
  });
}

/** What another model's item is called: empty while it loads, undefined if it was deleted. */
export function useLabel(model: Model, id: string): string | undefined {
  const { data, error } = useItem(model, id);
  if (error instanceof ApiError && error.status === NOT_FOUND) {
    return undefined;
  }
  return data === undefined ? "" : model.label(data);
}

/** The first items of a list, for a page that is about something else. */
export function useRelated<Item extends Stored, Query extends ListQuery>(
  model: Model<Item, object, object, Query>,
  query: Query,
): Loadable<readonly Item[]> {
  const client = useQueryClient();
  return useQuery({
    queryKey: [...listsKey(model), query],
    queryFn: async () => keepItems(client, await model.list(query)),
    select: (page) => page.items,
  });
}

export function useRemove<Item extends Stored, Query>(model: Model<Item, object, object, Query>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Item) => model.remove(id, version),
    onSuccess: (_nothing, { id }) => client.removeQueries({ queryKey: itemKey(id) }),
    onSettled: () => client.invalidateQueries({ queryKey: listsKey(model) }),
  });
}
