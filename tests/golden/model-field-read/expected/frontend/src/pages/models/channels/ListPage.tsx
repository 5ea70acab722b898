import { resource } from "../../../api/models/channel";
import { ListPage } from "../../../models/ListPage";

export default function ChannelListPage() {
  return <ListPage resource={resource} />;
}
