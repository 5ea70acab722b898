import { resource } from "../../../api/models/job";
import { CreatePage } from "../../../models/FormPage";

export default function JobCreatePage() {
  return <CreatePage resource={resource} />;
}
