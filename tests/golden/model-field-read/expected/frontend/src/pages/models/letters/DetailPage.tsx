import { resource } from "../../../api/models/letter";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function LetterDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
