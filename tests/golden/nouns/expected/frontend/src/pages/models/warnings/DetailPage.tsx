import { resource } from "../../../api/models/warning";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function WarningDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
