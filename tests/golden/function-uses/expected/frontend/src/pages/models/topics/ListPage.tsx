import { resource } from "../../../api/models/topic";
import { ListPage } from "../../../models/ListPage";

export default function TopicListPage() {
  return <ListPage resource={resource} />;
}
