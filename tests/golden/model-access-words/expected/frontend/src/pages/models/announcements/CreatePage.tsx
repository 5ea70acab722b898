import { resource } from "../../../api/models/announcement";
import { CreatePage } from "../../../models/FormPage";

export default function AnnouncementCreatePage() {
  return <CreatePage resource={resource} />;
}
