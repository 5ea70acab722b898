import { resource } from "../../../api/models/person";
import { CreatePage } from "../../../models/FormPage";

export default function PersonCreatePage() {
  return <CreatePage resource={resource} />;
}
