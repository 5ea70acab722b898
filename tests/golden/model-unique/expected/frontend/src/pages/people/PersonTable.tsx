import { Cell, Table } from "../../components/Table";
import { Day, NumberValue } from "../../components/values";
import { type Person, type PersonList, personModel } from "../../models/person";

interface Props {
  items: readonly Person[];
  picking?: PersonList;
}

/** People as rows: a cell is a column. */
export function PersonTable({ items, picking }: Props) {
  return (
    <Table caption="People" items={items} picking={picking}>
      {(person) => (
        <>
          <Cell header="Email" href={`/people/${person.id}`}>
            {personModel.label(person)}
          </Cell>
          <Cell header="Badge" align="end">
            <NumberValue value={person.badge} />
          </Cell>
          <Cell header="Name">{person.name}</Cell>
          <Cell header="Added" align="end">
            <Day at={person.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
