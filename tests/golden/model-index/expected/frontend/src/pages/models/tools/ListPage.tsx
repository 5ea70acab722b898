import { resource } from "../../../api/models/tool";
import { ListPage } from "../../../models/ListPage";

export default function ToolListPage() {
  return <ListPage resource={resource} />;
}
