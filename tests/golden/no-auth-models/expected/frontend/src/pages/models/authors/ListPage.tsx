import { resource } from "../../../api/models/author";
import { ListPage } from "../../../models/ListPage";

export default function AuthorListPage() {
  return <ListPage resource={resource} />;
}
