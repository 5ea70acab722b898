import { resource } from "../../../api/models/warning";
import { CreatePage } from "../../../models/FormPage";

export default function WarningCreatePage() {
  return <CreatePage resource={resource} />;
}
