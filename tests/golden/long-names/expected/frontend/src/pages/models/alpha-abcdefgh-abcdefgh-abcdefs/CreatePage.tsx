import { resource } from "../../../api/models/alpha_abcdefgh_abcdefgh_abcdef";
import { CreatePage } from "../../../models/FormPage";

export default function AlphaAbcdefghAbcdefghAbcdefCreatePage() {
  return <CreatePage resource={resource} />;
}
