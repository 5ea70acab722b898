import { resource } from "../../../api/models/wall";
import { ListPage } from "../../../models/ListPage";

export default function WallListPage() {
  return <ListPage resource={resource} />;
}
