import { resource } from "../../../api/models/beta_abcdefgh_abcdefgh_abcdefg";
import { DetailPage } from "../../../models/DetailPage";
import type { PageProps } from "../../types";

export default function BetaAbcdefghAbcdefghAbcdefgDetailPage({ params }: PageProps) {
  return <DetailPage resource={resource} id={params.id ?? ""} />;
}
