import { resource } from "../../../api/models/secret";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function SecretEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
