import { resource } from "../../../api/models/book";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function BookEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
