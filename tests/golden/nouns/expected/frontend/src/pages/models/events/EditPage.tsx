import { resource } from "../../../api/models/event";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function EventEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
