import { Cell, Table } from "../../components/Table";
import { CalendarDate, Day, NumberValue } from "../../components/values";
import { type Note, type NoteList, noteModel } from "../../models/note";

interface Props {
  items: readonly Note[];
  picking?: NoteList;
}

/** Notes as rows: a cell is a column. */
export function NoteTable({ items, picking }: Props) {
  return (
    <Table caption="Notes" items={items} picking={picking}>
      {(note) => (
        <>
          <Cell header="Heading" href={`/notes/${note.id}`}>
            {noteModel.label(note)}
          </Cell>
          <Cell header="Rank">{note.rank}</Cell>
          <Cell header="Points" align="end">
            <NumberValue value={note.points} />
          </Cell>
          <Cell header="Due">
            <CalendarDate date={note.due} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={note.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
