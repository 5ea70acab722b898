import { resource } from "../../../api/models/report";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function ReportDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
