import { Cell, Table } from "../../components/Table";
import { Badge, Day, YesNo } from "../../components/values";
import {
  WARNING_OWNER_STATUS,
  type Warning,
  type WarningList,
  warningModel,
} from "../../models/warning";

interface Props {
  items: readonly Warning[];
  picking?: WarningList;
}

/** Warnings as rows: a cell is a column. */
export function WarningTable({ items, picking }: Props) {
  return (
    <Table caption="Warnings" items={items} picking={picking}>
      {(warning) => (
        <>
          <Cell header="Text" href={`/warnings/${warning.id}`}>
            {warningModel.label(warning)}
          </Cell>
          <Cell header="Active">
            <YesNo value={warning.active} />
          </Cell>
          <Cell header="T">{warning.t}</Cell>
          <Cell header="Self">{warning.self}</Cell>
          <Cell header="Owner status">
            <Badge value={warning.owner_status} options={WARNING_OWNER_STATUS} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={warning.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
