import { Empty } from "../../components/Empty";
import { EnumFilter, MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { REPORT_KIND, reportModel, useReportList } from "../../models/report";
import { ReportTable } from "./ReportTable";

export default function ReportListPage() {
  const reports = useReportList();
  return (
    <ListPage
      title="Reports"
      list={reports}
      actions={<NewLink of={reportModel} />}
      filters={
        <>
          <EnumFilter list={reports} name="kind" label="Kind" options={REPORT_KIND} />
          <MineFilter list={reports} />
          <SortFilter list={reports} />
        </>
      }
      empty={
        <Empty title="No reports yet">
          <NewLink of={reportModel} />
        </Empty>
      }
    >
      <ReportTable items={reports.items} picking={reports} />
    </ListPage>
  );
}
