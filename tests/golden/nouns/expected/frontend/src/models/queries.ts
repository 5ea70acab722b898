import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Item, Page, Query, Resource, Values } from "./types";

type Pages = InfiniteData<Page, string | undefined>;

const listKey = (resource: Resource, query: Query = {}) => [resource.model.name, "list", query];
const listsKey = (resource: Resource) => [resource.model.name, "list"];
const itemKey = (resource: Resource, id: string) => [resource.model.name, "item", id];

/** A list, page by page, newest first unless the query says otherwise. */
export function useItems(resource: Resource, query: Query) {
  return useInfiniteQuery({
    queryKey: listKey(resource, query),
    queryFn: ({ pageParam }) =>
      resource.list(pageParam === undefined ? query : { ...query, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useItem(resource: Resource, id: string) {
  return useQuery({
    queryKey: itemKey(resource, id),
    queryFn: () => resource.get(id),
    enabled: id !== "",
  });
}

export function useCreateItem(resource: Resource) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Values) => resource.create(input),
    onSuccess: (item) => {
      client.setQueryData(itemKey(resource, item.id), item);
      return client.invalidateQueries({ queryKey: listsKey(resource) });
    },
  });
}

interface Change {
  id: string;
  patch: Values;
  /** The version that the change was made on; absent to overwrite whatever is there. */
  version?: number;
}

/** Shows the change at once and takes it back if the server refuses it. */
export function useUpdateItem(resource: Resource) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, patch, version }: Change) => resource.update(id, patch, version),
    onMutate: async ({ id, patch }) => {
      const queryKey = itemKey(resource, id);
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<Item>(queryKey);
      client.setQueryData<Item>(queryKey, (item) => item && { ...item, ...patch });
      return { before };
    },
    onError: (_error, { id }, context) =>
      client.setQueryData(itemKey(resource, id), context?.before),
    onSuccess: (item) => {
      client.setQueryData(itemKey(resource, item.id), item);
      return client.invalidateQueries({ queryKey: listsKey(resource) });
    },
  });
}

/** Takes the item out of every list at once and puts it back if the server refuses. */
export function useDeleteItem(resource: Resource) {
  const client = useQueryClient();
  const queryKey = listsKey(resource);
  return useMutation({
    mutationFn: ({ id, version }: Item) => resource.remove(id, version),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueriesData<Pages>({ queryKey });
      client.setQueriesData<Pages>({ queryKey }, (pages) => pages && without(pages, id));
      return { before };
    },
    onError: (_error, _item, context) => {
      for (const [key, pages] of context?.before ?? []) {
        client.setQueryData(key, pages);
      }
    },
    onSuccess: (_nothing, { id }) => client.removeQueries({ queryKey: itemKey(resource, id) }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

function without(data: Pages, id: string): Pages {
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.filter((item) => item.id !== id),
    })),
  };
}
