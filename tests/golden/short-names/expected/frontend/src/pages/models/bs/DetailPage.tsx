import { resource } from "../../../api/models/b";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function BDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
