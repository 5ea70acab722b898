import { resource } from "../../../api/models/member";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function MemberEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
