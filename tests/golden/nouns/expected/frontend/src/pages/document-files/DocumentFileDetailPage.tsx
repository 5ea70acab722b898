import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { documentFileModel, useDocumentFile } from "../../models/document_file";

export default function DocumentFileDetailPage({ id }: { id: string }) {
  const query = useDocumentFile(id);
  return (
    <DetailPage of={documentFileModel} query={query}>
      {(documentFile) => (
        <DetailList>
          <Detail label="Note">{documentFile.note}</Detail>
          <Detail label="Added">
            <Moment at={documentFile.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={documentFile.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
