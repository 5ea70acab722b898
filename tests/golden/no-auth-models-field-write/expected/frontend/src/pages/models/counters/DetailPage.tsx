import { resource } from "../../../api/models/counter";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function CounterDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
