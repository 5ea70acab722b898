import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { RefLink } from "../../components/RefLink";
import { Moment, NumberValue } from "../../components/values";
import { groupModel } from "../../models/group";
import { uploadModel, useUpload } from "../../models/upload";

export default function UploadDetailPage({ id }: { id: string }) {
  const query = useUpload(id);
  return (
    <DetailPage of={uploadModel} query={query}>
      {(upload) => (
        <DetailList>
          <Detail label="Size">
            <NumberValue value={upload.size} />
          </Detail>
          <Detail label="Group">
            <RefLink of={groupModel} id={upload.group} />
          </Detail>
          <Detail label="Added">
            <Moment at={upload.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={upload.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
