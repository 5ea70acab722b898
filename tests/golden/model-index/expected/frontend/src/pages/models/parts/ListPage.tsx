import { resource } from "../../../api/models/part";
import { ListPage } from "../../../models/ListPage";

export default function PartListPage() {
  return <ListPage resource={resource} />;
}
