import { resource } from "../../../api/models/sample";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function SampleDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
