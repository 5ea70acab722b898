import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { CalendarDate, Moment, Text, YesNo } from "../../components/values";
import { noteModel, useNote } from "../../models/note";

export default function NoteDetailPage({ id }: { id: string }) {
  const query = useNote(id);
  return (
    <DetailPage of={noteModel} query={query}>
      {(note) => (
        <Columns>
          <Main>
            <Section title="Body">
              <Text>{note.body}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Title">{note.title}</Detail>
            <Detail label="Pinned">
              <YesNo value={note.pinned} />
            </Detail>
            <Detail label="Remind on">
              <CalendarDate date={note.remind_on} />
            </Detail>
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
