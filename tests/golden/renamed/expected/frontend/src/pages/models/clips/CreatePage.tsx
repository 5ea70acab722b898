import { resource } from "../../../api/models/clip";
import { CreatePage } from "../../../models/FormPage";

export default function ClipCreatePage() {
  return <CreatePage resource={resource} />;
}
