import { lazy, Suspense } from "react";
import { type AroundNavHandler, Router } from "wouter";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { Loading } from "./components/Loading";
import { Shell } from "./shell/Shell";

const Pages = lazy(() => import("./pages/Pages"));

// A page that somebody goes to begins at its top; where Back leads, the browser restores the place.
const toTop: AroundNavHandler = (navigate, to, options) => {
  navigate(to, options);
  scrollTo(0, 0);
};

export function App() {
  return (
    <ErrorBoundary>
      <Router aroundNav={toTop}>
        <Shell>
          <Suspense fallback={<Loading />}>
            <Pages />
          </Suspense>
        </Shell>
      </Router>
    </ErrorBoundary>
  );
}
