import { Card, Cards } from "../../components/Cards";
import { RefLink } from "../../components/RefLink";
import { Thumbnail } from "../../components/Thumbnail";
import { Badge } from "../../components/values";
import { JOB_STATE, type Job, jobModel } from "../../models/job";

interface Props {
  items: readonly Job[];
}

/** Jobs as cards. Their thumbnails come with a list that includes `result`. */
export function JobCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(job) => (
        <Card
          title={jobModel.label(job)}
          href={`/jobs/${job.id}`}
          image={<Thumbnail file={job.result} />}
        >
          <RefLink of={jobModel} id={job.parent} />
          <Badge value={job.state} options={JOB_STATE} />
        </Card>
      )}
    </Cards>
  );
}
