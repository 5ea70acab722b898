import { resource } from "../../../api/models/maker";
import { CreatePage } from "../../../models/FormPage";

export default function MakerCreatePage() {
  return <CreatePage resource={resource} />;
}
