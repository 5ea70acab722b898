import { resource } from "../../../api/models/video";
import { ListPage } from "../../../models/ListPage";

export default function VideoListPage() {
  return <ListPage resource={resource} />;
}
