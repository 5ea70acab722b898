import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { Moment } from "../../components/values";
import { letterModel, useLetter } from "../../models/letter";

export default function LetterDetailPage({ id }: { id: string }) {
  const query = useLetter(id);
  return (
    <DetailPage of={letterModel} query={query}>
      {(letter) => (
        <Columns>
          <Main>
            <FilePreview of={letterModel} item={letter} field="scan" label="Scan" />
            <FilePreview of={letterModel} item={letter} field="cover" label="Cover" />
          </Main>
          <DetailList>
            <Detail label="Title">{letter.title}</Detail>
            <Detail label="Added">
              <Moment at={letter.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={letter.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
