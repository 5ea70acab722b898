import { Cell, Table } from "../../components/Table";
import { Day, YesNo } from "../../components/values";
import { type AccessItem, type AccessItemList, accessItemModel } from "../../models/access";

interface Props {
  items: readonly AccessItem[];
  picking?: AccessItemList;
}

/** Accesses as rows: a cell is a column. */
export function AccessTable({ items, picking }: Props) {
  return (
    <Table caption="Accesses" items={items} picking={picking}>
      {(accessItem) => (
        <>
          <Cell header="Door" href={`/accesses/${accessItem.id}`}>
            {accessItemModel.label(accessItem)}
          </Cell>
          <Cell header="Granted">
            <YesNo value={accessItem.granted} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={accessItem.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
