import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { Moment } from "../../components/values";
import { noteModel, useNote } from "../../models/note";

export default function NoteDetailPage({ id }: { id: string }) {
  const query = useNote(id);
  return (
    <DetailPage of={noteModel} query={query}>
      {(note) => (
        <Columns>
          <Main>
            <FilePreview of={noteModel} item={note} field="photo" label="Photo" />
          </Main>
          <DetailList>
            <Detail label="Title">{note.title}</Detail>
            <Detail label="Added">
              <Moment at={note.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={note.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
