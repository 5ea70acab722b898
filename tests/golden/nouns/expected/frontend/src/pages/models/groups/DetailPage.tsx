import { resource } from "../../../api/models/group";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function GroupDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
