import { resource } from "../../../api/models/author";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function AuthorEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
