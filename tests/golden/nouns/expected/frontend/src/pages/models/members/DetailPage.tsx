import { resource } from "../../../api/models/member";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function MemberDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
