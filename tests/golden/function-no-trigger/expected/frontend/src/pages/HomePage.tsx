import { lazy, Suspense } from "react";
import { PageHeader } from "../components/PageHeader";
import { DESCRIPTION, TITLE } from "../generated/app";

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
    </>
  );
}
