import { lazy, Suspense, useEffect } from "react";
import { type AroundNavHandler, Route, Router, Switch } from "wouter";
import { restoreSession, session, useUser } from "./auth/session";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { Loading } from "./components/Loading";
import { Shell } from "./shell/Shell";

const Pages = lazy(() => import("./pages/Pages"));
const SignInPage = lazy(() => import("./auth/SignInPage"));

// A page that somebody goes to begins at its top; where Back leads, the browser restores the place.
const toTop: AroundNavHandler = (navigate, to, options) => {
  navigate(to, options);
  scrollTo(0, 0);
};

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
      <Router aroundNav={toTop}>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/sign-in">
              <SignInPage />
            </Route>
            <Route>
              <Shell>
                <Suspense fallback={<Loading />}>
                  <Pages />
                </Suspense>
              </Shell>
            </Route>
          </Switch>
        </Suspense>
      </Router>
    </ErrorBoundary>
  );
}
