import { resource } from "../../../api/models/topic";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function TopicDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
