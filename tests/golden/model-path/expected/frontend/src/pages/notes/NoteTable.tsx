import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
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
          <Cell header="Title" href={`/jottings/${note.id}`}>
            {noteModel.label(note)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={note.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
