import { resource } from "../../../api/models/report";
import { CreatePage } from "../../../models/FormPage";

export default function ReportCreatePage() {
  return <CreatePage resource={resource} />;
}
