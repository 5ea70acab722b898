import { resource } from "../../../api/models/beta_abcdefgh_abcdefgh_abcdefg";
import { ListPage } from "../../../models/ListPage";

export default function BetaAbcdefghAbcdefghAbcdefgListPage() {
  return <ListPage resource={resource} />;
}
