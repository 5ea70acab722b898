import type { ReactNode } from "react";
import { Link } from "wouter";
import { may } from "../auth/access";
import { useUser } from "../auth/session";
import type { List } from "../data/list";
import type { Model, Stored } from "../data/model";
import { Empty } from "./Empty";
import { Failure } from "./Failure";
import { Icon } from "./Icon";
import { PageHeader } from "./PageHeader";
import { Pagination } from "./Pagination";
import { PickedBar } from "./picking";
import { SkeletonRows } from "./Skeleton";

interface Props<Item extends Stored, Query> {
  title: string;
  list: List<Item, Query>;
  filters?: ReactNode;
  actions?: ReactNode;
  /** What is said and offered where there is nothing yet. */
  empty: ReactNode;
  /** The items: a Table, Cards, or anything else. */
  children: ReactNode;
}

/** A page of items: its header, its filters, its items, and the way to the next ones. */
export function ListPage<Item extends Stored, Query>(props: Props<Item, Query>) {
  const { title, list, filters, actions, empty, children } = props;
  return (
    <>
      <PageHeader title={title}>{actions}</PageHeader>
      {filters && <div className="filters">{filters}</div>}
      {list.status === "loading" && <SkeletonRows />}
      {list.status === "failed" && <Failure error={list.error} onRetry={list.retry} />}
      {list.status === "ready" && list.items.length === 0 && (
        <NothingHere list={list}>{empty}</NothingHere>
      )}
      {list.items.length > 0 && (
        <div className="items" aria-busy={list.isChanging}>
          {children}
          <PickedBar list={list} />
          <Pagination list={list} />
        </div>
      )}
    </>
  );
}

type NothingHereProps<Item extends Stored, Query> = {
  list: List<Item, Query>;
  children: ReactNode;
};

function NothingHere<Item extends Stored, Query>(props: NothingHereProps<Item, Query>) {
  const { list, children } = props;
  if (!list.isNarrowed) {
    return children;
  }
  return (
    <Empty title="Nothing matches these filters">
      <button type="button" className="button" onClick={list.showAll}>
        Clear filters
      </button>
    </Empty>
  );
}

interface NewLinkProps {
  of: Model;
  children?: ReactNode;
}

/** Leads to the form for a new item; only whoever may create one sees it. */
export function NewLink({ of, children }: NewLinkProps) {
  const user = useUser();
  return may(of.access.create, user) ? (
    <Link href={`${of.path}/new`} className="button button-primary">
      <Icon name="plus" />
      {children ?? `New ${of.singular.toLowerCase()}`}
    </Link>
  ) : null;
}
