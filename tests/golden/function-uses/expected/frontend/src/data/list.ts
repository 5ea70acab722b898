import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";
import { may } from "../auth/access";
import { type User, useUser } from "../auth/session";
import { keepItems, listsKey } from "./cache";
import type { Index, ListQuery, Model, Stored } from "./model";

const PAGE_SIZE = 24;

/** A page of a list. What narrows and sorts it is in the address, so that Back and links keep it. */
export interface List<Item extends Stored = Stored, Query = ListQuery> {
  model: Model<Item, object, object, Query>;
  items: readonly Item[];
  status: "loading" | "failed" | "ready";
  error: unknown;
  retry(): void;
  /** Other items are on their way; those of before are still shown. */
  isChanging: boolean;
  /** What is chosen for each filter. */
  filters: Readonly<Record<string, string>>;
  /** The filters to choose, too, before the others narrow the list. */
  missing: readonly string[];
  /** Filters that no index combines with this one are cleared. */
  narrow(name: string, value: string): void;
  isNarrowed: boolean;
  showAll(): void;
  /** The orders of this list: a field's name, or `-` and its name for the reverse. */
  sorts: readonly string[];
  sort: string;
  sortBy(order: string): void;
  /** The ids of what has been picked, for doing something with all of it. */
  picked: ReadonlySet<string>;
  pick(ids: Iterable<string>): void;
  /** The address of the next page. */
  next: string | undefined;
  /** The number of this page, or 0 if a link led to it. */
  page: number;
}

export function useList<Item extends Stored, Query extends ListQuery>(
  model: Model<Item, object, object, Query>,
  fixed: Partial<Query> = {},
): List<Item, Query> {
  const client = useQueryClient();
  const [path] = useLocation();
  const [params, setParams] = useSearchParams();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const state = useHistoryState<{ page?: number } | null>();
  const names = new Set(["owner", ...model.indexes.flatMap(({ by }) => by)]);
  const filters = Object.fromEntries([...params].filter(([name]) => names.has(name)));
  const indexes = indexesFor(model, filters, useUser());
  const chosen = Object.keys(filters).filter((name) => name !== "owner");
  const missing = missingFrom(indexes, chosen);
  const sorts = sortsOf(indexes, missing.length === 0 ? chosen : []);
  const wanted = params.get("sort") ?? "";
  const sort = sorts.includes(wanted) ? wanted : (sorts[0] ?? "newest");
  const cursor = params.get("cursor");
  // The one place where an address becomes a query; the server refuses what it does not know.
  const query = {
    limit: PAGE_SIZE,
    sort,
    ...(missing.length === 0 ? filters : {}),
    ...(cursor === null ? {} : { cursor }),
    ...fixed,
  } as Query;
  const list = useQuery({
    queryKey: [...listsKey(model), query],
    queryFn: async () => keepItems(client, await model.list(query)),
    placeholderData: keepPreviousData,
  });

  function change(name: string, value: string, kept: readonly string[]) {
    setPicked(new Set());
    setParams((before) => {
      const entries = [...before].filter(([other]) => kept.includes(other) && other !== name);
      return new URLSearchParams(value === "" ? entries : [...entries, [name, value]]);
    });
  }

  function nextPage(following: string): string {
    const next = new URLSearchParams(params);
    next.set("cursor", following);
    return `${path}?${next}`;
  }

  const following = list.data?.cursor ?? undefined;
  return {
    model,
    items: list.data?.items ?? [],
    status: list.isPending ? "loading" : list.isError ? "failed" : "ready",
    error: list.error,
    retry: () => void list.refetch(),
    isChanging: list.isPlaceholderData,
    filters,
    missing,
    narrow: (name, value) =>
      change(name, value, ["sort", ...combinedWith(model.indexes, name, Object.keys(filters))]),
    isNarrowed: Object.keys(filters).length > 0,
    showAll: () => change("cursor", "", []),
    sorts,
    sort,
    sortBy: (order) => change("sort", order, [...names]),
    picked,
    pick: (ids) => setPicked(new Set(ids)),
    next: following === undefined ? undefined : nextPage(following),
    page: cursor === null ? 1 : (state?.page ?? 0),
  };
}

/** The indexes that list what a person asks for: everybody's items, or those of one owner. */
function indexesFor(
  model: Pick<Model, "access" | "indexes">,
  filters: Readonly<Record<string, string>>,
  user: User | null,
): Index[] {
  const isOwned = filters.owner !== undefined || !may(model.access.read, user);
  return model.indexes
    .filter(({ by }) => by.includes("owner") === isOwned)
    .map((index) => ({ ...index, by: index.by.filter((name) => name !== "owner") }));
}

/** The filters to keep when one of them changes: an index has them all. */
function combinedWith(
  indexes: readonly Index[],
  name: string,
  chosen: readonly string[],
): string[] {
  const kept = [name];
  for (const other of chosen) {
    if (indexes.some(({ by }) => [...kept, other].every((each) => by.includes(each)))) {
      kept.push(other);
    }
  }
  return kept;
}

/** The filters that complete those chosen to an index. */
function missingFrom(indexes: readonly Index[], chosen: readonly string[]): string[] {
  const wider = indexes
    .filter(({ by }) => chosen.every((name) => by.includes(name)))
    .sort((left, right) => left.by.length - right.by.length);
  return wider[0]?.by.filter((name) => !chosen.includes(name)) ?? [];
}

function sortsOf(indexes: readonly Index[], names: readonly string[]): string[] {
  return indexes
    .filter(({ by }) => by.length === names.length && names.every((name) => by.includes(name)))
    .sort((left, right) => Number(left.sort !== undefined) - Number(right.sort !== undefined))
    .flatMap(({ sort }) => (sort === undefined ? ["newest", "oldest"] : [sort, `-${sort}`]));
}
