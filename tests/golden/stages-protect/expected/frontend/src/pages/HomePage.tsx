import { lazy, Suspense } from "react";
import { SignInRedirect } from "../auth/SignInRedirect";
import { useUser } from "../auth/session";
import { PageHeader } from "../components/PageHeader";
import { DESCRIPTION, TITLE } from "../generated/app";

const Health = lazy(() => import("./Health"));

export function HomePage() {
  const user = useUser();
  if (user === null) {
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
    </>
  );
}
