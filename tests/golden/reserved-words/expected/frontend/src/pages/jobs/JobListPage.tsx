import { Empty } from "../../components/Empty";
import { EnumFilter, SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { JOB_STATUS, jobModel, useJobList } from "../../models/job";
import { JobTable } from "./JobTable";

export default function JobListPage() {
  const jobs = useJobList();
  return (
    <ListPage
      title="Jobs"
      list={jobs}
      actions={<NewLink of={jobModel} />}
      filters={
        <>
          <ValueFilter list={jobs} name="name" label="Name" />
          <EnumFilter list={jobs} name="status" label="Status" options={JOB_STATUS} />
          <ValueFilter list={jobs} name="size" label="Size" type="integer" />
          <ValueFilter list={jobs} name="date" label="Date" type="date" />
          <ValueFilter list={jobs} name="order" label="Order" type="integer" />
          <SortFilter list={jobs} />
        </>
      }
      empty={
        <Empty title="No jobs yet">
          <NewLink of={jobModel} />
        </Empty>
      }
    >
      <JobTable items={jobs.items} picking={jobs} />
    </ListPage>
  );
}
