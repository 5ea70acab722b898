import { resource } from "../../../api/models/person";
import { ListPage } from "../../../models/ListPage";

export default function PersonListPage() {
  return <ListPage resource={resource} />;
}
