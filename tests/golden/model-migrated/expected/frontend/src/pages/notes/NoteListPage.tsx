import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { noteModel, noteSorts, useNoteList } from "../../models/note";
import { NoteTable } from "./NoteTable";

export default function NoteListPage() {
  const notes = useNoteList();
  return (
    <ListPage
      title="Notes"
      list={notes}
      actions={<NewLink of={noteModel} />}
      filters={<SortFilter list={notes} options={noteSorts} />}
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
