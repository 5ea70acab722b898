import { resource } from "../../../api/models/document_file";
import { ListPage } from "../../../models/ListPage";

export default function DocumentFileListPage() {
  return <ListPage resource={resource} />;
}
