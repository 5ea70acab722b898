import { resource } from "../../../api/models/document";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function DocumentDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
