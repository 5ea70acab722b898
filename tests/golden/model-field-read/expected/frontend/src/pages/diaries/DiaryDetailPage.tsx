import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { Json, Moment, NumberValue, Text } from "../../components/values";
import { diaryModel, useDiary } from "../../models/diary";

export default function DiaryDetailPage({ id }: { id: string }) {
  const query = useDiary(id);
  return (
    <DetailPage of={diaryModel} query={query}>
      {(diary) => (
        <Columns>
          <Main>
            <Section title="Body">
              <Text>{diary.body}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Mood">
              <NumberValue value={diary.mood} />
            </Detail>
            <Detail label="Note">
              <Json value={diary.note} />
            </Detail>
            <Detail label="Added">
              <Moment at={diary.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={diary.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
