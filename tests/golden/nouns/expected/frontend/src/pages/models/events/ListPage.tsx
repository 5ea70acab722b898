import { resource } from "../../../api/models/event";
import { ListPage } from "../../../models/ListPage";

export default function EventListPage() {
  return <ListPage resource={resource} />;
}
