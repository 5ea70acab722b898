import { resource } from "../../../api/models/series_list";
import { CreatePage } from "../../../models/FormPage";

export default function SeriesListCreatePage() {
  return <CreatePage resource={resource} />;
}
