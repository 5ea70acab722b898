import { resource } from "../../../api/models/b";
import { ListPage } from "../../../models/ListPage";

export default function BListPage() {
  return <ListPage resource={resource} />;
}
