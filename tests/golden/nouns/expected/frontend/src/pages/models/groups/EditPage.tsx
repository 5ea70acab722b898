import { resource } from "../../../api/models/group";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function GroupEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
