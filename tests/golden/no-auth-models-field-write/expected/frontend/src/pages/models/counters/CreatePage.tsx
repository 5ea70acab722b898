import { resource } from "../../../api/models/counter";
import { CreatePage } from "../../../models/FormPage";

export default function CounterCreatePage() {
  return <CreatePage resource={resource} />;
}
