import { resource } from "../../../api/models/tool";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function ToolDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
