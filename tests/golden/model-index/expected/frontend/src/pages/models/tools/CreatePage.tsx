import { resource } from "../../../api/models/tool";
import { CreatePage } from "../../../models/FormPage";

export default function ToolCreatePage() {
  return <CreatePage resource={resource} />;
}
