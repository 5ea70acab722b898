import { Card, Cards } from "../../components/Cards";
import { RefLink } from "../../components/RefLink";
import { Thumbnail } from "../../components/Thumbnail";
import { channelModel } from "../../models/channel";
import { type Video, videoModel } from "../../models/video";

interface Props {
  items: readonly Video[];
}

/** Videos as cards. Their thumbnails come with a list that includes `file`. */
export function VideoCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(video) => (
        <Card
          title={videoModel.label(video)}
          href={`/videos/${video.id}`}
          image={<Thumbnail file={video.file} />}
        >
          <RefLink of={channelModel} id={video.channel} />
        </Card>
      )}
    </Cards>
  );
}
