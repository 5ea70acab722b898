import { resource } from "../../../api/models/document_file";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function DocumentFileDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
