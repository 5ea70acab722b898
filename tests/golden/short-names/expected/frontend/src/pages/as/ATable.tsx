import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Day, NumberValue, YesNo } from "../../components/values";
import { type A, type AList, aModel } from "../../models/a";
import { bModel } from "../../models/b";

interface Props {
  items: readonly A[];
  picking?: AList;
}

/** As as rows: a cell is a column. */
export function ATable({ items, picking }: Props) {
  return (
    <Table caption="As" items={items} picking={picking}>
      {(a) => (
        <>
          <Cell header="X" href={`/as/${a.id}`}>
            {aModel.label(a)}
          </Cell>
          <Cell header="Y">{a.y}</Cell>
          <Cell header="On">
            <YesNo value={a.on} />
          </Cell>
          <Cell header="No" align="end">
            <NumberValue value={a.no} />
          </Cell>
          <Cell header="C">
            <RefLink of={bModel} id={a.c} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={a.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
