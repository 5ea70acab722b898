import { resource } from "../../../api/models/topic";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function TopicEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
