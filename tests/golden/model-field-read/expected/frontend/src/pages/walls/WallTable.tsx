import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Wall, type WallList, wallModel } from "../../models/wall";

interface Props {
  items: readonly Wall[];
  picking?: WallList;
}

/** Walls as rows: a cell is a column. */
export function WallTable({ items, picking }: Props) {
  return (
    <Table caption="Walls" items={items} picking={picking}>
      {(wall) => (
        <>
          <Cell header="Body" href={`/walls/${wall.id}`}>
            {wallModel.label(wall)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={wall.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
