import { resource } from "../../../api/models/author";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function AuthorDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
