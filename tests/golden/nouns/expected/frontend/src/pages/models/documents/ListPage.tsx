import { resource } from "../../../api/models/document";
import { ListPage } from "../../../models/ListPage";

export default function DocumentListPage() {
  return <ListPage resource={resource} />;
}
