import { resource } from "../../../api/models/announcement";
import { ListPage } from "../../../models/ListPage";

export default function AnnouncementListPage() {
  return <ListPage resource={resource} />;
}
