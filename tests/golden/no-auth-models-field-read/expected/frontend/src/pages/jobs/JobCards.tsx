import { Card, Cards } from "../../components/Cards";
import { RefLink } from "../../components/RefLink";
import { Thumbnail } from "../../components/Thumbnail";
import { type Job, jobModel } from "../../models/job";

interface Props {
  items: readonly Job[];
}

/** Jobs as cards. Their thumbnails come with a list that includes `report`. */
export function JobCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(job) => (
        <Card
          title={jobModel.label(job)}
          href={`/jobs/${job.id}`}
          image={<Thumbnail file={job.report} />}
        >
          <RefLink of={jobModel} id={job.parent} />
        </Card>
      )}
    </Cards>
  );
}
