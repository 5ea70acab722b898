import { resource } from "../../../api/models/part";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function PartEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
