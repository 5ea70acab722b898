import { resource } from "../../../api/models/access";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function AccessEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
