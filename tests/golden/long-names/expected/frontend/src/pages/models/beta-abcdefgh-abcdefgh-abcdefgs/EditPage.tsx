import { resource } from "../../../api/models/beta_abcdefgh_abcdefgh_abcdefg";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function BetaAbcdefghAbcdefghAbcdefgEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
