import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Tool, type ToolList, toolModel } from "../../models/tool";

interface Props {
  items: readonly Tool[];
  picking?: ToolList;
}

/** Tools as rows: a cell is a column. */
export function ToolTable({ items, picking }: Props) {
  return (
    <Table caption="Tools" items={items} picking={picking}>
      {(tool) => (
        <>
          <Cell header="Name" href={`/tools/${tool.id}`}>
            {toolModel.label(tool)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={tool.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
