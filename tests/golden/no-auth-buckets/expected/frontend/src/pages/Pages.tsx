import { Suspense } from "react";
import { Route, Switch } from "wouter";
import { DataProvider } from "../api/DataProvider";
import { ErrorBoundary } from "../components/ErrorBoundary";
import { Loading } from "../components/Loading";
import { NotFoundPage } from "./NotFoundPage";
import { type PageRoute, ROUTES } from "./routes";

/** All pages but the sign-in page, loaded together: most of what they are made of is shared. */
export default function Pages() {
  return (
    <DataProvider>
      <Switch>
        {ROUTES.map((route) => (
          <Route<{ id?: string }> key={route.path} path={route.path}>
            {({ id = "" }) => <Page key={id} route={route} id={id} />}
          </Route>
        ))}
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </DataProvider>
  );
}

interface PageProps {
  route: PageRoute;
  id: string;
}

/** A page of the application. */
function Page({ route, id }: PageProps) {
  return (
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <route.page id={id} />
      </Suspense>
    </ErrorBoundary>
  );
}
