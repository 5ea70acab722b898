import { resource } from "../../../api/models/tool";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function ToolEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
