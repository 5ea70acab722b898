import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Job, type JobList, jobModel } from "../../models/job";

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
          <Cell header="Title" href={`/jobs/${job.id}`}>
            {jobModel.label(job)}
          </Cell>
          <Cell header="Parent">
            <RefLink of={jobModel} id={job.parent} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={job.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
