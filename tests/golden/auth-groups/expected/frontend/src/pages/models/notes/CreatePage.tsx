import { resource } from "../../../api/models/note";
import { CreatePage } from "../../../models/FormPage";

export default function NoteCreatePage() {
  return <CreatePage resource={resource} />;
}
