import { resource } from "../../../api/models/job";
import { ListPage } from "../../../models/ListPage";

export default function JobListPage() {
  return <ListPage resource={resource} />;
}
