import { resource } from "../../../api/models/secret";
import { CreatePage } from "../../../models/FormPage";

export default function SecretCreatePage() {
  return <CreatePage resource={resource} />;
}
