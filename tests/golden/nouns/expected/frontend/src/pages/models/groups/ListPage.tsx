import { resource } from "../../../api/models/group";
import { ListPage } from "../../../models/ListPage";

export default function GroupListPage() {
  return <ListPage resource={resource} />;
}
