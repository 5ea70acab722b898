import { resource } from "../../../api/models/trap";
import { CreatePage } from "../../../models/FormPage";

export default function TrapCreatePage() {
  return <CreatePage resource={resource} />;
}
