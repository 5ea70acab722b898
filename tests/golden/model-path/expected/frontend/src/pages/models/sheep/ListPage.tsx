import { resource } from "../../../api/models/sheep";
import { ListPage } from "../../../models/ListPage";

export default function SheepListPage() {
  return <ListPage resource={resource} />;
}
