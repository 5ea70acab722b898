import { resource } from "../../../api/models/clip";
import { ListPage } from "../../../models/ListPage";

export default function ClipListPage() {
  return <ListPage resource={resource} />;
}
