import { resource } from "../../../api/models/book";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function BookDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
