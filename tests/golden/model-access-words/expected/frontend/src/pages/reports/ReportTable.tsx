import { Cell, Table } from "../../components/Table";
import { Badge, Day } from "../../components/values";
import { REPORT_KIND, type Report, type ReportList, reportModel } from "../../models/report";

interface Props {
  items: readonly Report[];
  picking?: ReportList;
}

/** Reports as rows: a cell is a column. */
export function ReportTable({ items, picking }: Props) {
  return (
    <Table caption="Reports" items={items} picking={picking}>
      {(report) => (
        <>
          <Cell header="Body" href={`/reports/${report.id}`}>
            {reportModel.label(report)}
          </Cell>
          <Cell header="Kind">
            <Badge value={report.kind} options={REPORT_KIND} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={report.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
