import { lazy, Suspense, useEffect } from "react";
import { Route, Switch } from "wouter";
import { SignInPage } from "./auth/SignInPage";
import { restoreSession, session, useUser } from "./auth/session";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { Loading } from "./components/Loading";
import { HomePage } from "./pages/HomePage";
import { Shell } from "./pages/Shell";

const Pages = lazy(() => import("./pages/Pages"));

export function App() {
  const { status } = session.use();
  const user = useUser();
  useEffect(() => void restoreSession(), []);
  if (status === "loading") {
    return <Loading />;
  }
  return (
    // Another person starts with pages of their own.
    <ErrorBoundary key={user?.id}>
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
