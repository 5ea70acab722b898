import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { PageHeader } from "../components/PageHeader";
import { DESCRIPTION, TITLE } from "../generated/app";
import { PLACES } from "../generated/places";

const Health = lazy(() => import("./Health"));

export function HomePage() {
  return (
    <>
      <PageHeader title={TITLE}>
        <Suspense>
          <Health />
        </Suspense>
      </PageHeader>
      {DESCRIPTION !== "" && <p className="lead">{DESCRIPTION}</p>}
      <ul className="places">
        {PLACES.map(({ label, hint, href }) => (
          <li key={href}>
            <Link href={href} className="place card">
              <strong>{label}</strong>
              <span className="muted">{hint}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
