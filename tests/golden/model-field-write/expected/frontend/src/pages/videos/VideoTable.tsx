import { Cell, Table } from "../../components/Table";
import { Badge, Day, NumberValue } from "../../components/values";
import { VIDEO_STATUS, type Video, type VideoList, videoModel } from "../../models/video";

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
          <Cell header="Status">
            <Badge value={video.status} options={VIDEO_STATUS} />
          </Cell>
          <Cell header="Size" align="end">
            <NumberValue value={video.size} />
          </Cell>
          <Cell header="Code">{video.code}</Cell>
          <Cell header="Rank" align="end">
            <NumberValue value={video.rank} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={video.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
