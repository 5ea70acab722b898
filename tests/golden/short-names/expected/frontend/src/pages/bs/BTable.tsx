import { Cell, Table } from "../../components/Table";
import { Day, NumberValue } from "../../components/values";
import { type B, type BList, bModel } from "../../models/b";

interface Props {
  items: readonly B[];
  picking?: BList;
}

/** Bs as rows: a cell is a column. */
export function BTable({ items, picking }: Props) {
  return (
    <Table caption="Bs" items={items} picking={picking}>
      {(b) => (
        <>
          <Cell header="B" href={`/bs/${b.id}`}>
            {bModel.label(b)}
          </Cell>
          <Cell header="N" align="end">
            <NumberValue value={b.n} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={b.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
