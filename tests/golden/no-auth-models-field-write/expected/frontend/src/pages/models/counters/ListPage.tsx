import { resource } from "../../../api/models/counter";
import { ListPage } from "../../../models/ListPage";

export default function CounterListPage() {
  return <ListPage resource={resource} />;
}
