import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Maker, type MakerList, makerModel } from "../../models/maker";

interface Props {
  items: readonly Maker[];
  picking?: MakerList;
}

/** Makers as rows: a cell is a column. */
export function MakerTable({ items, picking }: Props) {
  return (
    <Table caption="Makers" items={items} picking={picking}>
      {(maker) => (
        <>
          <Cell header="Name" href={`/makers/${maker.id}`}>
            {makerModel.label(maker)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={maker.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
