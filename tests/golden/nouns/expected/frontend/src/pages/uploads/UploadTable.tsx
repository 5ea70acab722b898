import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Day, NumberValue } from "../../components/values";
import { groupModel } from "../../models/group";
import { type Upload, type UploadList, uploadModel } from "../../models/upload";

interface Props {
  items: readonly Upload[];
  picking?: UploadList;
}

/** Uploads as rows: a cell is a column. */
export function UploadTable({ items, picking }: Props) {
  return (
    <Table caption="Uploads" items={items} picking={picking}>
      {(upload) => (
        <>
          <Cell header="Upload" href={`/uploads/${upload.id}`}>
            {uploadModel.label(upload)}
          </Cell>
          <Cell header="Size" align="end">
            <NumberValue value={upload.size} />
          </Cell>
          <Cell header="Group">
            <RefLink of={groupModel} id={upload.group} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={upload.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
