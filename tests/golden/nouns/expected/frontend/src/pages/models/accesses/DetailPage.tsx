import { resource } from "../../../api/models/access";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function AccessDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
