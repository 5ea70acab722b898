import { Route, Switch } from "wouter";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { ROUTES } from "./generated/routes";
import { HomePage } from "./pages/HomePage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { Page } from "./pages/Page";
import { Shell } from "./pages/Shell";

export function App() {
  return (
    <ErrorBoundary>
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
    </ErrorBoundary>
  );
}
