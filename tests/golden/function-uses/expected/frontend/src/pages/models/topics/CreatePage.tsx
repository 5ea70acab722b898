import { resource } from "../../../api/models/topic";
import { CreatePage } from "../../../models/FormPage";

export default function TopicCreatePage() {
  return <CreatePage resource={resource} />;
}
