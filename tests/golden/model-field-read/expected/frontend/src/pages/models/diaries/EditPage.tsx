import { resource } from "../../../api/models/diary";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function DiaryEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
