import { resource } from "../../../api/models/part";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function PartDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
