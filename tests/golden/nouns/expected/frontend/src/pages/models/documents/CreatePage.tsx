import { resource } from "../../../api/models/document";
import { CreatePage } from "../../../models/FormPage";

export default function DocumentCreatePage() {
  return <CreatePage resource={resource} />;
}
