import { resource } from "../../../api/models/maker";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function MakerEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
