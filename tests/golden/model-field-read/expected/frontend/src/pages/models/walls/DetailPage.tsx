import { resource } from "../../../api/models/wall";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function WallDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
