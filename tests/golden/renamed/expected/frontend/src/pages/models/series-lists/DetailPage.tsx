import { resource } from "../../../api/models/series_list";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function SeriesListDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
