import { resource } from "../../../api/models/part";
import { CreatePage } from "../../../models/FormPage";

export default function PartCreatePage() {
  return <CreatePage resource={resource} />;
}
