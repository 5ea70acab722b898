import { resource } from "../../../api/models/maker";
import { ListPage } from "../../../models/ListPage";

export default function MakerListPage() {
  return <ListPage resource={resource} />;
}
