import { resource } from "../../../api/models/comment";
import { ListPage } from "../../../models/ListPage";

export default function CommentListPage() {
  return <ListPage resource={resource} />;
}
