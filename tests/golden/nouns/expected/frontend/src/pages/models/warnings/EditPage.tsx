import { resource } from "../../../api/models/warning";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function WarningEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
