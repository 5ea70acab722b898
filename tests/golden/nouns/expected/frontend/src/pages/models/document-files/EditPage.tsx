import { resource } from "../../../api/models/document_file";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function DocumentFileEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
