import { resource } from "../../../api/models/wall";
import { CreatePage } from "../../../models/FormPage";

export default function WallCreatePage() {
  return <CreatePage resource={resource} />;
}
