import { resource } from "../../../api/models/alpha_abcdefgh_abcdefgh_abcdef";
import { EditPage } from "../../../models/FormPage";
import type { PageProps } from "../../types";

export default function AlphaAbcdefghAbcdefghAbcdefEditPage({ params }: PageProps) {
  return <EditPage resource={resource} id={params.id ?? ""} />;
}
