import { resource } from "../../../api/models/a";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function AEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
