import { Card, Cards } from "../../components/Cards";
import { RefLink } from "../../components/RefLink";
import { Thumbnail } from "../../components/Thumbnail";
import { Badge } from "../../components/values";
import { CLIP_STATE, type Clip, clipModel } from "../../models/clip";
import { seriesListModel } from "../../models/series_list";

interface Props {
  items: readonly Clip[];
}

/** Clips as cards. Their thumbnails come with a list that includes `file`. */
export function ClipCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(clip) => (
        <Card
          title={clipModel.label(clip)}
          href={`/clips/${clip.id}`}
          image={<Thumbnail file={clip.file} />}
        >
          <RefLink of={seriesListModel} id={clip.series} />
          <Badge value={clip.state} options={CLIP_STATE} />
        </Card>
      )}
    </Cards>
  );
}
