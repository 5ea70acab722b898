import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { CalendarDate, Moment, NumberValue } from "../../components/values";
import { noteModel, useNote } from "../../models/note";

export default function NoteDetailPage({ id }: { id: string }) {
  const query = useNote(id);
  return (
    <DetailPage of={noteModel} query={query}>
      {(note) => (
        <DetailList>
          <Detail label="Heading">{note.heading}</Detail>
          <Detail label="Rank">{note.rank}</Detail>
          <Detail label="Points">
            <NumberValue value={note.points} />
          </Detail>
          <Detail label="Due">
            <CalendarDate date={note.due} />
          </Detail>
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
