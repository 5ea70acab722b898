import { resource } from "../../../api/models/upload";
import { ListPage } from "../../../models/ListPage";

export default function UploadListPage() {
  return <ListPage resource={resource} />;
}
