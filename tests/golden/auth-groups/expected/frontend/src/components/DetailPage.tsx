import type { ReactNode } from "react";
import { Link } from "wouter";
import { may } from "../auth/access";
import { useUser } from "../auth/session";
import type { Loadable } from "../data/item";
import type { Model, Stored } from "../data/model";
import { DeleteButton } from "./DeleteButton";
import { Loaded } from "./Loaded";
import { PageHeader } from "./PageHeader";
import { None } from "./values";

interface Props<Item extends Stored, Query> {
  of: Model<Item, object, object, Query>;
  query: Loadable<Item>;
  /** Buttons of this page, before Edit and Delete. */
  actions?: (item: Item) => ReactNode;
  children: (item: Item) => ReactNode;
}

/** A page about an item: the way up, its name, what can be done with it, and what the page shows of it. */
export function DetailPage<Item extends Stored, Query>(props: Props<Item, Query>) {
  const { of, query, actions, children } = props;
  return (
    <Loaded query={query}>
      {(item) => (
        <>
          <PageHeader title={of.label(item)} up={{ label: of.plural, href: of.path }}>
            {actions?.(item)}
            <EditLink of={of} item={item} />
            <DeleteButton of={of} item={item} />
          </PageHeader>
          {children(item)}
        </>
      )}
    </Loaded>
  );
}

interface EditLinkProps<Item extends Stored, Query> {
  of: Model<Item, object, object, Query>;
  item: Item;
}

function EditLink<Item extends Stored, Query>({ of, item }: EditLinkProps<Item, Query>) {
  const user = useUser();
  return may(of.access.update, user, item.owner) ? (
    <Link href={`${of.path}/${item.id}/edit`} className="button">
      Edit
    </Link>
  ) : null;
}

/** What a page is about on the left, the facts on the right; below each other on a narrow screen. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className="columns">{children}</div>;
}

export function Main({ children }: { children: ReactNode }) {
  return <div className="stack">{children}</div>;
}

export function DetailList({ children }: { children: ReactNode }) {
  return <dl className="details card">{children}</dl>;
}

interface DetailProps {
  label: string;
  children: ReactNode;
}

export function Detail({ label, children }: DetailProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{children ?? <None />}</dd>
    </div>
  );
}

interface SectionProps {
  title: string;
  children: ReactNode;
}

export function Section({ title, children }: SectionProps) {
  return (
    <section className="stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
