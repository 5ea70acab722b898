import { resource } from "../../../api/models/sheep";
import { CreatePage } from "../../../models/FormPage";

export default function SheepCreatePage() {
  return <CreatePage resource={resource} />;
}
