import { resource } from "../../../api/models/alpha_abcdefgh_abcdefgh_abcdef";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function AlphaAbcdefghAbcdefghAbcdefDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
