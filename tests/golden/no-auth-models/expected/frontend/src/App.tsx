import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { Loading } from "./components/Loading";
import { HomePage } from "./pages/HomePage";
import { Shell } from "./pages/Shell";

const Pages = lazy(() => import("./pages/Pages"));

export function App() {
  return (
    <ErrorBoundary>
      <Shell>
        <Switch>
          <Route path="/">
            <HomePage />
          </Route>
          <Route>
            <Suspense fallback={<Loading />}>
              <Pages />
            </Suspense>
          </Route>
        </Switch>
      </Shell>
    </ErrorBoundary>
  );
}
