import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import {
  Badge,
  CalendarDate,
  Entries,
  Json,
  Moment,
  NumberValue,
  Text,
  YesNo,
} from "../../components/values";
import { JOB_STATUS, jobModel, useJob } from "../../models/job";

export default function JobDetailPage({ id }: { id: string }) {
  const query = useJob(id);
  return (
    <DetailPage of={jobModel} query={query}>
      {(job) => (
        <Columns>
          <Main>
            <Section title="Comment">
              <Text>{job.comment}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Name">{job.name}</Detail>
            <Detail label="Status">
              <Badge value={job.status} options={JOB_STATUS} />
            </Detail>
            <Detail label="Size">
              <NumberValue value={job.size} />
            </Detail>
            <Detail label="Date">
              <CalendarDate date={job.date} />
            </Detail>
            <Detail label="Data">
              <Json value={job.data} />
            </Detail>
            <Detail label="Values">
              <Entries of={job.values}>{(entry) => entry}</Entries>
            </Detail>
            <Detail label="Order">
              <NumberValue value={job.order} />
            </Detail>
            <Detail label="User">{job.user}</Detail>
            <Detail label="Group">{job.group}</Detail>
            <Detail label="Key">{job.key}</Detail>
            <Detail label="Language">{job.language}</Detail>
            <Detail label="Year">
              <NumberValue value={job.year} />
            </Detail>
            <Detail label="Zone">{job.zone}</Detail>
            <Detail label="View">
              <YesNo value={job.view} />
            </Detail>
            <Detail label="Count">
              <NumberValue value={job.count} />
            </Detail>
            <Detail label="Table">{job.table}</Detail>
            <Detail label="Index">{job.index}</Detail>
            <Detail label="Hash">{job.hash}</Detail>
            <Detail label="Range">{job.range}</Detail>
            <Detail label="Timestamp">
              <Moment at={job.timestamp} />
            </Detail>
            <Detail label="Percent">
              <NumberValue value={job.percent} />
            </Detail>
            <Detail label="Type">{job.type}</Detail>
            <Detail label="Path">{job.path}</Detail>
            <Detail label="Item">{job.item}</Detail>
            <Detail label="Event">{job.event}</Detail>
            <Detail label="Body">{job.body}</Detail>
            <Detail label="Model">{job.model}</Detail>
            <Detail label="Json">{job.json}</Detail>
            <Detail label="Request">{job.request}</Detail>
            <Detail label="Response">{job.response}</Detail>
            <Detail label="Method">{job.method}</Detail>
            <Detail label="Page">
              <NumberValue value={job.page} />
            </Detail>
            <Detail label="Query">{job.query}</Detail>
            <Detail label="Error">{job.error}</Detail>
            <Detail label="Title">{job.title}</Detail>
            <Detail label="Label">{job.label}</Detail>
            <Detail label="Children">{job.children}</Detail>
            <Detail label="Style">{job.style}</Detail>
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
