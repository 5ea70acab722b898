import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { Moment } from "../../components/values";
import { bookModel } from "../../models/book";
import { diaryModel, useDiary } from "../../models/diary";

export default function DiaryDetailPage({ id }: { id: string }) {
  const query = useDiary(id);
  return (
    <DetailPage of={diaryModel} query={query}>
      {(diary) => (
        <Columns>
          <Main>
            <FilePreview of={diaryModel} item={diary} field="photo" label="Photo" />
          </Main>
          <DetailList>
            <Detail label="Book">
              <RefLink of={bookModel} id={diary.book} />
            </Detail>
            <Detail label="About">
              <RefLink of={diaryModel} id={diary.about} />
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
