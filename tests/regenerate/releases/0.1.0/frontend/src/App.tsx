import { Route, Switch } from "wouter";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { HomePage } from "./pages/HomePage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { Shell } from "./pages/Shell";

export function App() {
  return (
    <ErrorBoundary>
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
    </ErrorBoundary>
  );
}
