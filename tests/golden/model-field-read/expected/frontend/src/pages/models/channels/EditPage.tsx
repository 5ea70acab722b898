import { resource } from "../../../api/models/channel";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function ChannelEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
