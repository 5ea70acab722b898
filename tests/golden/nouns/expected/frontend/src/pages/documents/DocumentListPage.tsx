import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { documentModel, useDocumentList } from "../../models/document";
import { DocumentTable } from "./DocumentTable";

export default function DocumentListPage() {
  const documents = useDocumentList();
  return (
    <ListPage
      title="Documents"
      list={documents}
      actions={<NewLink of={documentModel} />}
      filters={<SortFilter list={documents} />}
      empty={
        <Empty title="No documents yet">
          <NewLink of={documentModel} />
        </Empty>
      }
    >
      <DocumentTable items={documents.items} picking={documents} />
    </ListPage>
  );
}
