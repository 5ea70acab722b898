import { resource } from "../../../api/models/comment";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function CommentEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
