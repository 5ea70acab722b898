import { Link } from "wouter";
import { PageHeader } from "../components/PageHeader";
import { DESCRIPTION, TITLE } from "../generated/app";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION} />
      <ul className="places">
        <li>
          <Link href="/buckets/drafts" className="place card">
            <strong>Drafts</strong>
            <span className="muted">Upload and download files</span>
          </Link>
        </li>
        <li>
          <Link href="/buckets/gallery" className="place card">
            <strong>Gallery</strong>
            <span className="muted">Upload and download files</span>
          </Link>
        </li>
        <li>
          <Link href="/buckets/inbox" className="place card">
            <strong>Inbox</strong>
            <span className="muted">Upload and download files</span>
          </Link>
        </li>
        <li>
          <Link href="/buckets/shared" className="place card">
            <strong>Shared</strong>
            <span className="muted">Upload and download files</span>
          </Link>
        </li>
      </ul>
    </>
  );
}
