import { resource } from "../../../api/models/video";
import { CreatePage } from "../../../models/FormPage";

export default function VideoCreatePage() {
  return <CreatePage resource={resource} />;
}
