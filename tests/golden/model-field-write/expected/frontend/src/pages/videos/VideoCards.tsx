import { Card, Cards } from "../../components/Cards";
import { Thumbnail } from "../../components/Thumbnail";
import { Badge } from "../../components/values";
import { VIDEO_STATUS, type Video, videoModel } from "../../models/video";

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
          <Badge value={video.status} options={VIDEO_STATUS} />
        </Card>
      )}
    </Cards>
  );
}
