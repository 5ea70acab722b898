import { resource } from "../../../api/models/event";
import { CreatePage } from "../../../models/FormPage";

export default function EventCreatePage() {
  return <CreatePage resource={resource} />;
}
