import { resource } from "../../../api/models/event";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function EventDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
