import { Cell, Table } from "../../components/Table";
import { Badge, CalendarDate, Day, NumberValue } from "../../components/values";
import { PART_KIND, type Part, type PartList, partModel } from "../../models/part";

interface Props {
  items: readonly Part[];
  picking?: PartList;
}

/** Parts as rows: a cell is a column. */
export function PartTable({ items, picking }: Props) {
  return (
    <Table caption="Parts" items={items} picking={picking}>
      {(part) => (
        <>
          <Cell header="Name" href={`/parts/${part.id}`}>
            {partModel.label(part)}
          </Cell>
          <Cell header="Kind">
            <Badge value={part.kind} options={PART_KIND} />
          </Cell>
          <Cell header="Size" align="end">
            <NumberValue value={part.size} />
          </Cell>
          <Cell header="Weight" align="end">
            <NumberValue value={part.weight} />
          </Cell>
          <Cell header="Made">
            <CalendarDate date={part.made} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={part.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
