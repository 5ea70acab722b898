import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Document, type DocumentList, documentModel } from "../../models/document";

interface Props {
  items: readonly Document[];
  picking?: DocumentList;
}

/** Documents as rows: a cell is a column. */
export function DocumentTable({ items, picking }: Props) {
  return (
    <Table caption="Documents" items={items} picking={picking}>
      {(document) => (
        <>
          <Cell header="Title" href={`/documents/${document.id}`}>
            {documentModel.label(document)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={document.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
