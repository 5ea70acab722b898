import { resource } from "../../../api/models/announcement";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function AnnouncementEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
