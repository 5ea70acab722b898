import { resource } from "../../../api/models/letter";
import { CreatePage } from "../../../models/FormPage";

export default function LetterCreatePage() {
  return <CreatePage resource={resource} />;
}
