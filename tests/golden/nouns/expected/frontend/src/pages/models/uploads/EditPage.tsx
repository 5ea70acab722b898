import { resource } from "../../../api/models/upload";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function UploadEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
