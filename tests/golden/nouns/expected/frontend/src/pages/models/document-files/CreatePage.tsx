import { resource } from "../../../api/models/document_file";
import { CreatePage } from "../../../models/FormPage";

export default function DocumentFileCreatePage() {
  return <CreatePage resource={resource} />;
}
