import { resource } from "../../../api/models/warning";
import { ListPage } from "../../../models/ListPage";

export default function WarningListPage() {
  return <ListPage resource={resource} />;
}
