import { resource } from "../../../api/models/book";
import { CreatePage } from "../../../models/FormPage";

export default function BookCreatePage() {
  return <CreatePage resource={resource} />;
}
