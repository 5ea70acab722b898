import { resource } from "../../../api/models/comment";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function CommentDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
