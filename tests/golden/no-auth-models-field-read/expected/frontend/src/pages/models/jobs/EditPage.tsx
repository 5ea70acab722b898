import { resource } from "../../../api/models/job";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function JobEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
