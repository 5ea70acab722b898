import { Cell, Table } from "../../components/Table";
import { Badge, Day } from "../../components/values";
import { TRAP_CHOICE, type Trap, type TrapList, trapModel } from "../../models/trap";

interface Props {
  items: readonly Trap[];
  picking?: TrapList;
}

/** Traps as rows: a cell is a column. */
export function TrapTable({ items, picking }: Props) {
  return (
    <Table caption="Traps" items={items} picking={picking}>
      {(trap) => (
        <>
          <Cell header="Code" href={`/traps/${trap.id}`}>
            {trapModel.label(trap)}
          </Cell>
          <Cell header="Choice">
            <Badge value={trap.choice} options={TRAP_CHOICE} />
          </Cell>
          <Cell header="Quoted">{trap.quoted}</Cell>
          <Cell header="Added" align="end">
            <Day at={trap.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
