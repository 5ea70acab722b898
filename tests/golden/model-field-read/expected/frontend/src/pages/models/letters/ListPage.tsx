import { resource } from "../../../api/models/letter";
import { ListPage } from "../../../models/ListPage";

export default function LetterListPage() {
  return <ListPage resource={resource} />;
}
