import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { Badge, Moment, Text } from "../../components/values";
import { JOB_STATE, jobModel, useJob } from "../../models/job";

export default function JobDetailPage({ id }: { id: string }) {
  const query = useJob(id);
  return (
    <DetailPage of={jobModel} query={query}>
      {(job) => (
        <Columns>
          <Main>
            <FilePreview of={jobModel} item={job} field="result" label="Result" />
            <Section title="Notes">
              <Text>{job.notes}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Title">{job.title}</Detail>
            <Detail label="State">
              <Badge value={job.state} options={JOB_STATE} />
            </Detail>
            <Detail label="Code">{job.code}</Detail>
            <Detail label="Parent">
              <RefLink of={jobModel} id={job.parent} />
            </Detail>
            <Detail label="Added">
              <Moment at={job.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={job.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
