import { resource } from "../../../api/models/trap";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function TrapDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
