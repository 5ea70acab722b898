import { resource } from "../../../api/models/b";
import { CreatePage } from "../../../models/FormPage";

export default function BCreatePage() {
  return <CreatePage resource={resource} />;
}
