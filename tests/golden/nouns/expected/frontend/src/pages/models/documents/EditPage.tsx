import { resource } from "../../../api/models/document";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function DocumentEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
