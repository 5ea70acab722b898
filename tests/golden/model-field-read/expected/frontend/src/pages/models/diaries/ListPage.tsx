import { resource } from "../../../api/models/diary";
import { ListPage } from "../../../models/ListPage";

export default function DiaryListPage() {
  return <ListPage resource={resource} />;
}
