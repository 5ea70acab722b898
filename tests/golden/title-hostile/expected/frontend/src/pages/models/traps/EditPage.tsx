import { resource } from "../../../api/models/trap";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function TrapEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
