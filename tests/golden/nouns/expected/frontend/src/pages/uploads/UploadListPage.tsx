import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { uploadModel, useUploadList } from "../../models/upload";
import { UploadTable } from "./UploadTable";

export default function UploadListPage() {
  const uploads = useUploadList({ include: ["group"] });
  return (
    <ListPage
      title="Uploads"
      list={uploads}
      actions={<NewLink of={uploadModel} />}
      filters={<SortFilter list={uploads} />}
      empty={
        <Empty title="No uploads yet">
          <NewLink of={uploadModel} />
        </Empty>
      }
    >
      <UploadTable items={uploads.items} picking={uploads} />
    </ListPage>
  );
}
