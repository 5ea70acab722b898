import { Link } from "wouter";
import { PageHeader } from "../components/PageHeader";
import { DESCRIPTION, TITLE } from "../generated/app";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION} />
      <ul className="places">
        <li>
          <Link href="/buckets/drops" className="place card">
            <strong>Drops</strong>
            <span className="muted">Upload and download files</span>
          </Link>
        </li>
      </ul>
    </>
  );
}
