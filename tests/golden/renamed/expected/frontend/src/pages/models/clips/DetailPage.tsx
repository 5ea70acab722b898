import { resource } from "../../../api/models/clip";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function ClipDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
