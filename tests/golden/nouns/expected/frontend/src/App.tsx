import { lazy, Suspense, useEffect } from "react";
import { Route, Switch } from "wouter";
import { SignInPage } from "./auth/SignInPage";
import { restoreSession, session } from "./auth/session";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { Loading } from "./components/Loading";
import { HomePage } from "./pages/HomePage";
import { Shell } from "./pages/Shell";

const Pages = lazy(() => import("./pages/Pages"));

export function App() {
  const { status } = session.use();
  useEffect(() => void restoreSession(), []);
  if (status === "loading") {
    return <Loading />;
  }
  return (
    <ErrorBoundary>
      <Switch>
        <Route path="/sign-in">
          <SignInPage />
        </Route>
        <Route>
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
        </Route>
      </Switch>
    </ErrorBoundary>
  );
}
