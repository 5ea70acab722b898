import { Cell, Table } from "../../components/Table";
import { Day, NumberValue } from "../../components/values";
import { type Letter, type LetterList, letterModel } from "../../models/letter";

interface Props {
  items: readonly Letter[];
  picking?: LetterList;
}

/** Letters as rows: a cell is a column. */
export function LetterTable({ items, picking }: Props) {
  return (
    <Table caption="Letters" items={items} picking={picking}>
      {(letter) => (
        <>
          <Cell header="Body" href={`/letters/${letter.id}`}>
            {letterModel.label(letter)}
          </Cell>
          <Cell header="Rank" align="end">
            <NumberValue value={letter.rank} />
          </Cell>
          <Cell header="Code">{letter.code}</Cell>
          <Cell header="Added" align="end">
            <Day at={letter.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
