import { resource } from "../../../api/models/author";
import { CreatePage } from "../../../models/FormPage";

export default function AuthorCreatePage() {
  return <CreatePage resource={resource} />;
}
