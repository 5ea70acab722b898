import { resource } from "../../../api/models/clip";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function ClipEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
