import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { Moment } from "../../components/values";
import { documentModel, useDocument } from "../../models/document";

export default function DocumentDetailPage({ id }: { id: string }) {
  const query = useDocument(id);
  return (
    <DetailPage of={documentModel} query={query}>
      {(document) => (
        <Columns>
          <Main>
            <FilePreview of={documentModel} item={document} field="file" label="File" />
          </Main>
          <DetailList>
            <Detail label="Title">{document.title}</Detail>
            <Detail label="Added">
              <Moment at={document.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={document.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
