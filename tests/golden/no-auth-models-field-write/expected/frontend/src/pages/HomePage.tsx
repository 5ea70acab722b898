import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { counterModel } from "../models/counter";
import { jobModel } from "../models/job";
import { CounterTable } from "./counters/CounterTable";
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
        query={{ limit: 6, include: ["parent", "result"] }}
        more="/jobs"
        empty="No jobs yet."
      >
        {(items) => <JobCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest counters"
        of={counterModel}
        query={{ limit: 6 }}
        more="/counters"
        empty="No counters yet."
      >
        {(items) => <CounterTable items={items} />}
      </RelatedList>
    </>
  );
}
