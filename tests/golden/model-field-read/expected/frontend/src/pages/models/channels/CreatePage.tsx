import { resource } from "../../../api/models/channel";
import { CreatePage } from "../../../models/FormPage";

export default function ChannelCreatePage() {
  return <CreatePage resource={resource} />;
}
