import { resource } from "../../../api/models/note";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function NoteDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
