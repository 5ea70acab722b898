import { resource } from "../../../api/models/series_list";
import { ListPage } from "../../../models/ListPage";

export default function SeriesListListPage() {
  return <ListPage resource={resource} />;
}
