import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import {
  type DocumentFile,
  type DocumentFileList,
  documentFileModel,
} from "../../models/document_file";

interface Props {
  items: readonly DocumentFile[];
  picking?: DocumentFileList;
}

/** Document files as rows: a cell is a column. */
export function DocumentFileTable({ items, picking }: Props) {
  return (
    <Table caption="Document files" items={items} picking={picking}>
      {(documentFile) => (
        <>
          <Cell header="Note" href={`/document-files/${documentFile.id}`}>
            {documentFileModel.label(documentFile)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={documentFile.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
