import { resource } from "../../../api/models/secret";
import { ListPage } from "../../../models/ListPage";

export default function SecretListPage() {
  return <ListPage resource={resource} />;
}
