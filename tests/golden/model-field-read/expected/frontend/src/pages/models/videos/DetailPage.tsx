import { resource } from "../../../api/models/video";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function VideoDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
