import { resource } from "../../../api/models/a";
import { CreatePage } from "../../../models/FormPage";

export default function ACreatePage() {
  return <CreatePage resource={resource} />;
}
