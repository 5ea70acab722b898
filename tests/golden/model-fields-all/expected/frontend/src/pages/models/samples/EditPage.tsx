import { resource } from "../../../api/models/sample";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function SampleEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
