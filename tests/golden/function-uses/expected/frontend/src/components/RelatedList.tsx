import { type ReactNode, useId } from "react";
import { Link } from "wouter";
import { mayEnter } from "../auth/access";
import { useUser } from "../auth/session";
import { useRelated } from "../data/item";
import type { ListQuery, Model, Stored } from "../data/model";
import { Failure } from "./Failure";
import { SkeletonRows } from "./Skeleton";

interface Props<Item extends Stored, Query> {
  title: string;
  of: Model<Item, object, object, Query>;
  query: Query;
  /** Where all of them are. */
  more: string;
  empty: string;
  children: (items: readonly Item[]) => ReactNode;
}

/** The first items of a list, on a page that is about something else; for whoever may see them. */
export function RelatedList<Item extends Stored, Query extends ListQuery>(
  props: Props<Item, Query>,
) {
  return mayEnter(props.of.access.read, useUser()) ? <Related {...props} /> : null;
}

function Related<Item extends Stored, Query extends ListQuery>(props: Props<Item, Query>) {
  const { title, of, query, more, empty, children } = props;
  const id = useId();
  const { data: items, error, refetch } = useRelated(of, query);
  return (
    <section className="related" aria-labelledby={id}>
      <div className="related-header">
        <h2 id={id}>{title}</h2>
        {items && items.length > 0 && <Link href={more}>Show all</Link>}
      </div>
      {!items && error !== null && <Failure error={error} onRetry={() => refetch()} />}
      {!items && error === null && <SkeletonRows count={3} />}
      {items && (items.length > 0 ? children(items) : <p className="muted">{empty}</p>)}
    </section>
  );
}
