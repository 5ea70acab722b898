import { resource } from "../../../api/models/person";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function PersonDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
