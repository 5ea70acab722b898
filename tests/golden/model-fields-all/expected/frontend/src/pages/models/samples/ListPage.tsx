import { resource } from "../../../api/models/sample";
import { ListPage } from "../../../models/ListPage";

export default function SampleListPage() {
  return <ListPage resource={resource} />;
}
