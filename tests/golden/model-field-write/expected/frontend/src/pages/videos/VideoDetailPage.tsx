import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { Badge, Json, Moment, NumberValue, Text } from "../../components/values";
import { channelModel } from "../../models/channel";
import { useVideo, VIDEO_MOOD, VIDEO_STATUS, videoModel } from "../../models/video";

export default function VideoDetailPage({ id }: { id: string }) {
  const query = useVideo(id);
  return (
    <DetailPage of={videoModel} query={query}>
      {(video) => (
        <Columns>
          <Main>
            <FilePreview of={videoModel} item={video} field="file" label="File" />
            <Section title="Notes">
              <Text>{video.notes}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Title">{video.title}</Detail>
            <Detail label="Status">
              <Badge value={video.status} options={VIDEO_STATUS} />
            </Detail>
            <Detail label="Size">
              <NumberValue value={video.size} />
            </Detail>
            <Detail label="Code">{video.code}</Detail>
            <Detail label="Rank">
              <NumberValue value={video.rank} />
            </Detail>
            <Detail label="Mood">
              <Badge value={video.mood} options={VIDEO_MOOD} />
            </Detail>
            <Detail label="Channel">
              <RefLink of={channelModel} id={video.channel} />
            </Detail>
            <Detail label="Review">
              <Json value={video.review} />
            </Detail>
            <Detail label="Picked by">{video.picked_by}</Detail>
            <Detail label="Added">
              <Moment at={video.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={video.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
