import { resource } from "../../../api/models/trap";
import { ListPage } from "../../../models/ListPage";

export default function TrapListPage() {
  return <ListPage resource={resource} />;
}
