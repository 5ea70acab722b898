import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Shelf, type ShelfList, shelfModel } from "../../models/shelf";

interface Props {
  items: readonly Shelf[];
  picking?: ShelfList;
}

/** Shelves as rows: a cell is a column. */
export function ShelfTable({ items, picking }: Props) {
  return (
    <Table caption="Shelves" items={items} picking={picking}>
      {(shelf) => (
        <>
          <Cell header="Label" href={`/shelves/${shelf.id}`}>
            {shelfModel.label(shelf)}
          </Cell>
          <Cell header="Keeper">{shelf.keeper}</Cell>
          <Cell header="Added" align="end">
            <Day at={shelf.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
