import { resource } from "../../../api/models/access";
import { CreatePage } from "../../../models/FormPage";

export default function AccessCreatePage() {
  return <CreatePage resource={resource} />;
}
