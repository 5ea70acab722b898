import { useEffect, useState } from "react";
import { Link } from "wouter";
import { may } from "../auth/access";
import { useUser } from "../auth/session";
import { Empty } from "../components/Empty";
import { Failure } from "../components/Failure";
import { Icon } from "../components/Icon";
import { Loading } from "../components/Loading";
import { PageHeader } from "../components/PageHeader";
import { ItemTable } from "./ItemTable";
import { ListFilters } from "./ListFilters";
import { type Filters, NO_FILTERS, toQuery } from "./lists";
import { useItems } from "./queries";
import type { Resource } from "./types";

/** A model's items, narrowed down and sorted by its indexes, page by page. */
export function ListPage({ resource }: { resource: Resource }) {
  const { model } = resource;
  const user = useUser();
  const [filters, setFilters] = useState(NO_FILTERS);
  const query = toQuery(model, useSettled(filters), user);
  const list = useItems(resource, query);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const create = may(model.access.create, user) && (
    <Link href={`${model.path}/new`} className="button button-primary">
      <Icon name="plus" /> New {model.label.toLowerCase()}
    </Link>
  );
  return (
    <>
      <PageHeader title={model.plural}>{create}</PageHeader>
      <ListFilters model={model} filters={filters} onChange={setFilters} />
      {list.isPending && <Loading />}
      {list.isError && <Failure error={list.error} onRetry={() => list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <Empty
          title={isNarrowed(filters) ? "Nothing matches" : `No ${model.plural.toLowerCase()} yet`}
        >
          {isNarrowed(filters) ? (
            <button type="button" className="button" onClick={() => setFilters(NO_FILTERS)}>
              Show all
            </button>
          ) : (
            create
          )}
        </Empty>
      )}
      {items.length > 0 && <ItemTable resource={resource} items={items} />}
      {list.hasNextPage && (
        <button
          type="button"
          className="button more"
          disabled={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? "Loading…" : "Load more"}
        </button>
      )}
    </>
  );
}

/** The value once it has stopped changing, so that not every key pressed asks the server. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 200);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function isNarrowed({ by, mine }: Filters): boolean {
  return by.length > 0 || mine;
}
