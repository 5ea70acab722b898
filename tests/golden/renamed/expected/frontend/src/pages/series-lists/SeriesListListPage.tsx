import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { seriesListModel, seriesListSorts, useSeriesListList } from "../../models/series_list";
import { SeriesListTable } from "./SeriesListTable";

export default function SeriesListListPage() {
  const seriesLists = useSeriesListList();
  return (
    <ListPage
      title="Series lists"
      list={seriesLists}
      actions={<NewLink of={seriesListModel} />}
      filters={<SortFilter list={seriesLists} options={seriesListSorts} />}
      empty={
        <Empty title="No series lists yet">
          <NewLink of={seriesListModel} />
        </Empty>
      }
    >
      <SeriesListTable items={seriesLists.items} picking={seriesLists} />
    </ListPage>
  );
}
