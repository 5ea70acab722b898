import { resource } from "../../../api/models/sheep";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function SheepEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
