import { resource } from "../../../api/models/access";
import { ListPage } from "../../../models/ListPage";

export default function AccessListPage() {
  return <ListPage resource={resource} />;
}
