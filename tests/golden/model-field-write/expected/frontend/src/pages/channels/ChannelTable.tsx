import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Channel, type ChannelList, channelModel } from "../../models/channel";

interface Props {
  items: readonly Channel[];
  picking?: ChannelList;
}

/** Channels as rows: a cell is a column. */
export function ChannelTable({ items, picking }: Props) {
  return (
    <Table caption="Channels" items={items} picking={picking}>
      {(channel) => (
        <>
          <Cell header="Name" href={`/channels/${channel.id}`}>
            {channelModel.label(channel)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={channel.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
