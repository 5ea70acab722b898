import { resource } from "../../../api/models/wall";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function WallEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
