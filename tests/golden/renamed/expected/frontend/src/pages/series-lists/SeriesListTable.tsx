import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type SeriesList, type SeriesListList, seriesListModel } from "../../models/series_list";

interface Props {
  items: readonly SeriesList[];
  picking?: SeriesListList;
}

/** Series lists as rows: a cell is a column. */
export function SeriesListTable({ items, picking }: Props) {
  return (
    <Table caption="Series lists" items={items} picking={picking}>
      {(seriesList) => (
        <>
          <Cell header="Name" href={`/series-lists/${seriesList.id}`}>
            {seriesListModel.label(seriesList)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={seriesList.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
