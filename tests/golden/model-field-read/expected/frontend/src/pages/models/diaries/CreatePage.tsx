import { resource } from "../../../api/models/diary";
import { CreatePage } from "../../../models/FormPage";

export default function DiaryCreatePage() {
  return <CreatePage resource={resource} />;
}
