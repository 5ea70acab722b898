import { resource } from "../../../api/models/announcement";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function AnnouncementDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
