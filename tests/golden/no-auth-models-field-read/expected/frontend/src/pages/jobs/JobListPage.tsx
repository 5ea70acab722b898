import { Empty } from "../../components/Empty";
import { SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { jobModel, jobSorts, useJobList } from "../../models/job";
import { JobTable } from "./JobTable";

export default function JobListPage() {
  const jobs = useJobList({ include: ["parent"] });
  return (
    <ListPage
      title="Jobs"
      list={jobs}
      actions={<NewLink of={jobModel} />}
      filters={
        <>
          <ValueFilter list={jobs} name="title" label="Title" />
          <SortFilter list={jobs} options={jobSorts} />
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
