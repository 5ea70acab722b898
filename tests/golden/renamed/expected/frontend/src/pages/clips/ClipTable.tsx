import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Badge, Day } from "../../components/values";
import { CLIP_STATE, type Clip, type ClipList, clipModel } from "../../models/clip";
import { seriesListModel } from "../../models/series_list";

interface Props {
  items: readonly Clip[];
  picking?: ClipList;
}

/** Clips as rows: a cell is a column. */
export function ClipTable({ items, picking }: Props) {
  return (
    <Table caption="Clips" items={items} picking={picking}>
      {(clip) => (
        <>
          <Cell header="Heading" href={`/clips/${clip.id}`}>
            {clipModel.label(clip)}
          </Cell>
          <Cell header="State">
            <Badge value={clip.state} options={CLIP_STATE} />
          </Cell>
          <Cell header="Series">
            <RefLink of={seriesListModel} id={clip.series} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={clip.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
