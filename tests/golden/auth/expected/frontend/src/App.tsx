import { useEffect } from "react";
import { Route, Switch } from "wouter";
import { SignInPage } from "./auth/SignInPage";
import { restoreSession, session, useUser } from "./auth/session";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { Loading } from "./components/Loading";
import { HomePage } from "./pages/HomePage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { Shell } from "./pages/Shell";

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
                <NotFoundPage />
              </Route>
            </Switch>
          </Shell>
        </Route>
      </Switch>
    </ErrorBoundary>
  );
}
