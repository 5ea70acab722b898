import { Card, Cards } from "../../components/Cards";
import { Thumbnail } from "../../components/Thumbnail";
import { type Sample, sampleModel } from "../../models/sample";

interface Props {
  items: readonly Sample[];
}

/** Samples as cards. Their thumbnails come with a list that includes `picture`. */
export function SampleCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(sample) => (
        <Card
          title={sampleModel.label(sample)}
          href={`/samples/${sample.id}`}
          image={<Thumbnail file={sample.picture} />}
        />
      )}
    </Cards>
  );
}
