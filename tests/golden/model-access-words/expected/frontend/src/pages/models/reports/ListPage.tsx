import { resource } from "../../../api/models/report";
import { ListPage } from "../../../models/ListPage";

export default function ReportListPage() {
  return <ListPage resource={resource} />;
}
