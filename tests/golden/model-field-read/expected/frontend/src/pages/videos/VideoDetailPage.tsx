import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { EmailLink, Moment, NumberValue } from "../../components/values";
import { channelModel } from "../../models/channel";
import { useVideo, videoModel } from "../../models/video";

export default function VideoDetailPage({ id }: { id: string }) {
  const query = useVideo(id);
  return (
    <DetailPage of={videoModel} query={query}>
      {(video) => (
        <Columns>
          <Main>
            <FilePreview of={videoModel} item={video} field="raw" label="Raw" />
            <FilePreview of={videoModel} item={video} field="file" label="File" />
          </Main>
          <DetailList>
            <Detail label="Title">{video.title}</Detail>
            <Detail label="Contact">
              <EmailLink address={video.contact} />
            </Detail>
            <Detail label="Score">
              <NumberValue value={video.score} />
            </Detail>
            <Detail label="Length">
              <NumberValue value={video.length} />
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
