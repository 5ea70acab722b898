import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Day, EmailLink, NumberValue } from "../../components/values";
import { channelModel } from "../../models/channel";
import { type Video, type VideoList, videoModel } from "../../models/video";

interface Props {
  items: readonly Video[];
  picking?: VideoList;
}

/** Videos as rows: a cell is a column. */
export function VideoTable({ items, picking }: Props) {
  return (
    <Table caption="Videos" items={items} picking={picking}>
      {(video) => (
        <>
          <Cell header="Title" href={`/videos/${video.id}`}>
            {videoModel.label(video)}
          </Cell>
          <Cell header="Contact">
            <EmailLink address={video.contact} />
          </Cell>
          <Cell header="Score" align="end">
            <NumberValue value={video.score} />
          </Cell>
          <Cell header="Length" align="end">
            <NumberValue value={video.length} />
          </Cell>
          <Cell header="Channel">
            <RefLink of={channelModel} id={video.channel} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={video.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
