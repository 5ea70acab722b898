import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { noteModel, useNote } from "../../models/note";

export default function NoteDetailPage({ id }: { id: string }) {
  const query = useNote(id);
  return (
    <DetailPage of={noteModel} query={query}>
      {(note) => (
        <DetailList>
          <Detail label="Title">{note.title}</Detail>
          <Detail label="Added">
            <Moment at={note.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={note.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
