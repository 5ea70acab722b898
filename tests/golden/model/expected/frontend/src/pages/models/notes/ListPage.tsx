import { resource } from "../../../api/models/note";
import { ListPage } from "../../../models/ListPage";

export default function NoteListPage() {
  return <ListPage resource={resource} />;
}
