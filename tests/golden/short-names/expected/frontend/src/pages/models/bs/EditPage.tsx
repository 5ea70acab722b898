import { resource } from "../../../api/models/b";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function BEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
