import { lazy, Suspense } from "react";
import { PageHeader } from "../components/PageHeader";
import { DESCRIPTION, TITLE } from "../generated/app";
import { FUNCTIONS } from "../generated/functions";

const FunctionCaller = lazy(() => import("../functions/FunctionCaller"));
const Health = lazy(() => import("./Health"));

export function HomePage() {
  return (
    <>
      <PageHeader title={`${TITLE}, by us`}>
        <Suspense>
          <Health />
        </Suspense>
      </PageHeader>
      {DESCRIPTION !== "" && <p className="lead">{DESCRIPTION}</p>}
      <section className="functions" aria-labelledby="functions">
        <h2 id="functions">Functions</h2>
        <Suspense>
          {FUNCTIONS.map((called) => (
            <FunctionCaller key={called.path} called={called} />
          ))}
        </Suspense>
      </section>
    </>
  );
}
