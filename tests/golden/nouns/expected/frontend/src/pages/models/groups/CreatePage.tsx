import { resource } from "../../../api/models/group";
import { CreatePage } from "../../../models/FormPage";

export default function GroupCreatePage() {
  return <CreatePage resource={resource} />;
}
