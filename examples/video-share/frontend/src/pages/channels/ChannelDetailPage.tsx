import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { RelatedList } from "../../components/RelatedList";
import { Moment } from "../../components/values";
import { channelModel, useChannel } from "../../models/channel";
import { videoModel } from "../../models/video";
import { VideoCards } from "../videos/VideoCards";

export default function ChannelDetailPage({ id }: { id: string }) {
  const query = useChannel(id);
  return (
    <DetailPage of={channelModel} query={query}>
      {(channel) => (
        <Columns>
          <Main>
            <RelatedList
              title="Videos"
              of={videoModel}
              query={{ channel: channel.id, limit: 6, include: ["channel", "file"] }}
              more={`/videos?channel=${channel.id}`}
              empty="No videos yet."
            >
              {(items) => <VideoCards items={items} />}
            </RelatedList>
          </Main>
          <DetailList>
            <Detail label="Name">{channel.name}</Detail>
            <Detail label="Added">
              <Moment at={channel.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={channel.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
