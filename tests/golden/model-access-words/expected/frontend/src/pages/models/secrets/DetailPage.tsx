import { resource } from "../../../api/models/secret";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function SecretDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
