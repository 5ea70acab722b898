import { resource } from "../../../api/models/sheep";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function SheepDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
