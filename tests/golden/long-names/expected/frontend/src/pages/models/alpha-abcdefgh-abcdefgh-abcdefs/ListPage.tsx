import { resource } from "../../../api/models/alpha_abcdefgh_abcdefgh_abcdef";
import { ListPage } from "../../../models/ListPage";

export default function AlphaAbcdefghAbcdefghAbcdefListPage() {
  return <ListPage resource={resource} />;
}
