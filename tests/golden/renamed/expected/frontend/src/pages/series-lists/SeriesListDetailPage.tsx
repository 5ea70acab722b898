import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { seriesListModel, useSeriesList } from "../../models/series_list";

export default function SeriesListDetailPage({ id }: { id: string }) {
  const query = useSeriesList(id);
  return (
    <DetailPage of={seriesListModel} query={query}>
      {(seriesList) => (
        <DetailList>
          <Detail label="Name">{seriesList.name}</Detail>
          <Detail label="Added">
            <Moment at={seriesList.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={seriesList.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
