import { resource } from "../../../api/models/beta_abcdefgh_abcdefgh_abcdefg";
import { CreatePage } from "../../../models/FormPage";

export default function BetaAbcdefghAbcdefghAbcdefgCreatePage() {
  return <CreatePage resource={resource} />;
}
