import { resource } from "../../../api/models/counter";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function CounterEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
