import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { channelModel, useChannel } from "../../models/channel";

export default function ChannelDetailPage({ id }: { id: string }) {
  const query = useChannel(id);
  return (
    <DetailPage of={channelModel} query={query}>
      {(channel) => (
        <DetailList>
          <Detail label="Name">{channel.name}</Detail>
          <Detail label="Added">
            <Moment at={channel.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={channel.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
