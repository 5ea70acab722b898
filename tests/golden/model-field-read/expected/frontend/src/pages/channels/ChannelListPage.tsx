import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { channelModel, channelSorts, useChannelList } from "../../models/channel";
import { ChannelTable } from "./ChannelTable";

export default function ChannelListPage() {
  const channels = useChannelList();
  return (
    <ListPage
      title="Channels"
      list={channels}
      actions={<NewLink of={channelModel} />}
      filters={
        <>
          <MineFilter list={channels} />
          <SortFilter list={channels} options={channelSorts} />
        </>
      }
      empty={
        <Empty title="No channels yet">
          <NewLink of={channelModel} />
        </Empty>
      }
    >
      <ChannelTable items={channels.items} picking={channels} />
    </ListPage>
  );
}
