import { resource } from "../../../api/models/member";
import { CreatePage } from "../../../models/FormPage";

export default function MemberCreatePage() {
  return <CreatePage resource={resource} />;
}
