import { resource } from "../../../api/models/upload";
import { CreatePage } from "../../../models/FormPage";

export default function UploadCreatePage() {
  return <CreatePage resource={resource} />;
}
