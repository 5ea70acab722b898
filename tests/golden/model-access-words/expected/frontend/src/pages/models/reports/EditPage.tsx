import { resource } from "../../../api/models/report";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function ReportEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
