import { Cell, Table } from "../../components/Table";
import { Badge, CalendarDate, Day, NumberValue } from "../../components/values";
import { JOB_STATUS, type Job, type JobList, jobModel } from "../../models/job";

interface Props {
  items: readonly Job[];
  picking?: JobList;
}

/** Jobs as rows: a cell is a column. */
export function JobTable({ items, picking }: Props) {
  return (
    <Table caption="Jobs" items={items} picking={picking}>
      {(job) => (
        <>
          <Cell header="Name" href={`/jobs/${job.id}`}>
            {jobModel.label(job)}
          </Cell>
          <Cell header="Status">
            <Badge value={job.status} options={JOB_STATUS} />
          </Cell>
          <Cell header="Size" align="end">
            <NumberValue value={job.size} />
          </Cell>
          <Cell header="Date">
            <CalendarDate date={job.date} />
          </Cell>
          <Cell header="Order" align="end">
            <NumberValue value={job.order} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={job.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
