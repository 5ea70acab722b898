import { resource } from "../../../api/models/a";
import { ListPage } from "../../../models/ListPage";

export default function AListPage() {
  return <ListPage resource={resource} />;
}
