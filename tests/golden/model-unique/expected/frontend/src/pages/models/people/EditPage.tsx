import { resource } from "../../../api/models/person";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function PersonEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
