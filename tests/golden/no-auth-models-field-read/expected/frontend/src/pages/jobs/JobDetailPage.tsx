import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { Moment } from "../../components/values";
import { jobModel, useJob } from "../../models/job";

export default function JobDetailPage({ id }: { id: string }) {
  const query = useJob(id);
  return (
    <DetailPage of={jobModel} query={query}>
      {(job) => (
        <Columns>
          <Main>
            <FilePreview of={jobModel} item={job} field="report" label="Report" />
          </Main>
          <DetailList>
            <Detail label="Title">{job.title}</Detail>
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
