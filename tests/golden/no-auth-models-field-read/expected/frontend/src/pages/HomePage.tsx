import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { jobModel } from "../models/job";
import { JobCards } from "./jobs/JobCards";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={jobModel} />
      </PageHeader>
      <RelatedList
        title="Latest jobs"
        of={jobModel}
        query={{ limit: 6, include: ["parent", "report"] }}
        more="/jobs"
        empty="No jobs yet."
      >
        {(items) => <JobCards items={items} />}
      </RelatedList>
    </>
  );
}
