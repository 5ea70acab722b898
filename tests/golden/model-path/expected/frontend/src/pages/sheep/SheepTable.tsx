import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Sheep, type SheepList, sheepModel } from "../../models/sheep";

interface Props {
  items: readonly Sheep[];
  picking?: SheepList;
}

/** Sheep as rows: a cell is a column. */
export function SheepTable({ items, picking }: Props) {
  return (
    <Table caption="Sheep" items={items} picking={picking}>
      {(sheep) => (
        <>
          <Cell header="Name" href={`/sheep/${sheep.id}`}>
            {sheepModel.label(sheep)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={sheep.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
