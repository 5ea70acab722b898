import { createContext, type ReactNode, useContext } from "react";
import { Link } from "wouter";
import type { List } from "../data/list";
import type { Stored } from "../data/model";
import { PickAll, PickOne } from "./picking";
import { None } from "./values";

interface TableProps<Item extends Stored, Query> {
  caption: string;
  items: readonly Item[];
  /** Lets people pick rows of this list, to delete several at once. */
  picking?: List<Item, Query> | undefined;
  /** The cells of an item, in a fragment: the same ones for every item. */
  children: (item: Item) => ReactNode;
}

const InHeader = createContext(false);

// The roles are those that the elements have anyway: some browsers drop them where a narrow screen
// shows a table as blocks.

/** A row for each item. The header is made of the cells of the first item, which know their titles. */
export function Table<Item extends Stored, Query>(props: TableProps<Item, Query>) {
  const { caption, items, picking, children } = props;
  const [first] = items;
  return (
    <div className="table card">
      <table role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {picking && (
              <th scope="col" role="columnheader" className="picks">
                <PickAll list={picking} />
              </th>
            )}
            <InHeader value={true}>{first && children(first)}</InHeader>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item) => (
            <tr key={item.id} role="row" data-picked={picking?.picked.has(item.id)}>
              {picking && (
                <td role="cell" className="picks">
                  <PickOne list={picking} item={item} />
                </td>
              )}
              {children(item)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  header: string;
  /** Makes this the cell that names the row, and the whole row a link. */
  href?: string;
  align?: "start" | "end";
  children: ReactNode;
}

export function Cell({ header, href, align = "start", children }: CellProps) {
  if (useContext(InHeader)) {
    return (
      <th scope="col" role="columnheader" className={align}>
        {header}
      </th>
    );
  }
  if (href !== undefined) {
    return (
      <th scope="row" role="rowheader" className={align} dir="auto">
        <Link href={href} className="whole">
          {children}
        </Link>
      </th>
    );
  }
  return (
    <td role="cell" className={align} data-label={header} dir="auto">
      {children ?? <None />}
    </td>
  );
}
