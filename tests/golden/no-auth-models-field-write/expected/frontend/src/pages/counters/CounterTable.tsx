import { Cell, Table } from "../../components/Table";
import { Day, NumberValue } from "../../components/values";
import { type Counter, type CounterList, counterModel } from "../../models/counter";

interface Props {
  items: readonly Counter[];
  picking?: CounterList;
}

/** Counters as rows: a cell is a column. */
export function CounterTable({ items, picking }: Props) {
  return (
    <Table caption="Counters" items={items} picking={picking}>
      {(counter) => (
        <>
          <Cell header="Counter" href={`/counters/${counter.id}`}>
            {counterModel.label(counter)}
          </Cell>
          <Cell header="Hits" align="end">
            <NumberValue value={counter.hits} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={counter.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
