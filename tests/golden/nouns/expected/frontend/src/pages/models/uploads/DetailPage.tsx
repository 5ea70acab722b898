import { resource } from "../../../api/models/upload";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function UploadDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
