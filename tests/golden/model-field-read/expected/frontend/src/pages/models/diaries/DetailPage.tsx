import { resource } from "../../../api/models/diary";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function DiaryDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
