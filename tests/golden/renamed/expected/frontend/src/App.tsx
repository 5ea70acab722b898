import { useEffect } from "react";
import { Route, Switch } from "wouter";
import { SignInPage } from "./auth/SignInPage";
import { restoreSession, session } from "./auth/session";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { Loading } from "./components/Loading";
import { ROUTES } from "./generated/routes";
import { HomePage } from "./pages/HomePage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { Page } from "./pages/Page";
import { Shell } from "./pages/Shell";

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
              {ROUTES.map((route) => (
                <Route key={route.path} path={route.path}>
                  {(params) => <Page route={route} params={params} />}
                </Route>
              ))}
              <Route>
                <NotFoundPage />
              </Route>
            </Switch>
          </Shell>
        </Route>
      </Switch>
    </ErrorBoundary>
  );
}
