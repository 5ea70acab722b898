import { resource } from "../../../api/models/video";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function VideoEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
