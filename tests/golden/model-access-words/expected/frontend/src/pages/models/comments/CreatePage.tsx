import { resource } from "../../../api/models/comment";
import { CreatePage } from "../../../models/FormPage";

export default function CommentCreatePage() {
  return <CreatePage resource={resource} />;
}
