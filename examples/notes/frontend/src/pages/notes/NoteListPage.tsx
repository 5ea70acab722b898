import { Empty } from "../../components/Empty";
import { SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { noteModel, useNoteList } from "../../models/note";
import { NoteTable } from "./NoteTable";

export default function NoteListPage() {
  const notes = useNoteList();
  return (
    <ListPage
      title="Notes"
      list={notes}
      actions={<NewLink of={noteModel} />}
      filters={
        <>
          <ValueFilter list={notes} name="remind_on" label="Remind on" type="date" />
          <SortFilter list={notes} />
        </>
      }
      empty={
        <Empty title="No notes yet">
          <NewLink of={noteModel} />
        </Empty>
      }
    >
      <NoteTable items={notes.items} picking={notes} />
    </ListPage>
  );
}
