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
import { Badge, Entries, Moment, NumberValue, Text } from "../../components/values";
import { channelModel } from "../../models/channel";
import { useVideo, VIDEO_STATUS, videoModel } from "../../models/video";

export default function VideoDetailPage({ id }: { id: string }) {
  const query = useVideo(id);
  return (
    <DetailPage of={videoModel} query={query}>
      {(video) => (
        <Columns>
          <Main>
            <FilePreview of={videoModel} item={video} field="file" label="File" />
            <Section title="Description">
              <Text>{video.description}</Text>
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
            <Detail label="Tags">
              <Entries of={video.tags}>{(entry) => entry}</Entries>
            </Detail>
            <Detail label="Channel">
              <RefLink of={channelModel} id={video.channel} />
            </Detail>
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
