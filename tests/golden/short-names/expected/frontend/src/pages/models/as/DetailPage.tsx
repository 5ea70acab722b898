import { resource } from "../../../api/models/a";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function ADetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
