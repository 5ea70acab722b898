import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { documentFileModel, useDocumentFileList } from "../../models/document_file";
import { DocumentFileTable } from "./DocumentFileTable";

export default function DocumentFileListPage() {
  const documentFiles = useDocumentFileList();
  return (
    <ListPage
      title="Document files"
      list={documentFiles}
      actions={<NewLink of={documentFileModel} />}
      filters={<SortFilter list={documentFiles} />}
      empty={
        <Empty title="No document files yet">
          <NewLink of={documentFileModel} />
        </Empty>
      }
    >
      <DocumentFileTable items={documentFiles.items} picking={documentFiles} />
    </ListPage>
  );
}
