import { resource } from "../../../api/models/member";
import { ListPage } from "../../../models/ListPage";

export default function MemberListPage() {
  return <ListPage resource={resource} />;
}
