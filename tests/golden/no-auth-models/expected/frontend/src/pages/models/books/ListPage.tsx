import { resource } from "../../../api/models/book";
import { ListPage } from "../../../models/ListPage";

export default function BookListPage() {
  return <ListPage resource={resource} />;
}
