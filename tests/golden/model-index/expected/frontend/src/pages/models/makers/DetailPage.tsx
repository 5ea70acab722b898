import { resource } from "../../../api/models/maker";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function MakerDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
