import { resource } from "../../../api/models/letter";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function LetterEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
