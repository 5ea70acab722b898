import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { Badge, Moment, Text } from "../../components/values";
import { REPORT_KIND, reportModel, useReport } from "../../models/report";

export default function ReportDetailPage({ id }: { id: string }) {
  const query = useReport(id);
  return (
    <DetailPage of={reportModel} query={query}>
      {(report) => (
        <Columns>
          <Main>
            <Section title="Body">
              <Text>{report.body}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Kind">
              <Badge value={report.kind} options={REPORT_KIND} />
            </Detail>
            <Detail label="Added">
              <Moment at={report.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={report.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
