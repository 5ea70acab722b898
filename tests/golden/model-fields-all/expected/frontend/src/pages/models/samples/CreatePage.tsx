import { resource } from "../../../api/models/sample";
import { CreatePage } from "../../../models/FormPage";

export default function SampleCreatePage() {
  return <CreatePage resource={resource} />;
}
