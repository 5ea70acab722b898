import { PageHeader } from "../components/PageHeader";
import { DESCRIPTION, TITLE } from "../generated/app";

export default function HomePage() {
  return <PageHeader title={TITLE} lead={DESCRIPTION} />;
}
