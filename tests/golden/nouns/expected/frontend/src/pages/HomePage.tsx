import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { mayEnter } from "../auth/access";
import { SignInRedirect } from "../auth/SignInRedirect";
import { useUser } from "../auth/session";
import { PageHeader } from "../components/PageHeader";
import { DESCRIPTION, TITLE } from "../generated/app";
import { FUNCTIONS } from "../generated/functions";
import { PLACES } from "../generated/places";

const FunctionCaller = lazy(() => import("../functions/FunctionCaller"));
const Health = lazy(() => import("./Health"));

export function HomePage() {
  const user = useUser();
  const places = PLACES.filter(({ access }) => mayEnter(access, user));
  const functions = FUNCTIONS.filter(({ access }) => mayEnter(access, user));
  if (user === null && places.length + functions.length === 0) {
    return <SignInRedirect />;
  }
  return (
    <>
      <PageHeader title={TITLE}>
        <Suspense>
          <Health />
        </Suspense>
      </PageHeader>
      {DESCRIPTION !== "" && <p className="lead">{DESCRIPTION}</p>}
      <ul className="places">
        {places.map(({ label, hint, href }) => (
          <li key={href}>
            <Link href={href} className="place card">
              <strong>{label}</strong>
              <span className="muted">{hint}</span>
            </Link>
          </li>
        ))}
      </ul>
      {functions.length > 0 && (
        <section className="functions" aria-labelledby="functions">
          <h2 id="functions">Functions</h2>
          <Suspense>
            {functions.map((called) => (
              <FunctionCaller key={called.path} called={called} />
            ))}
          </Suspense>
        </section>
      )}
    </>
  );
}
