import { resource } from "../../../api/models/series_list";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function SeriesListEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
