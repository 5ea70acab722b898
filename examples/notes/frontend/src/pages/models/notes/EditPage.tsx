import { resource } from "../../../api/models/note";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function NoteEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
