import { resource } from "../../../api/models/channel";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function ChannelDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
