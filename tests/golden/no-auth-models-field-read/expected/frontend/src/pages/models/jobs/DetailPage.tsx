import { resource } from "../../../api/models/job";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function JobDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
