import { Suspense } from "react";
import { Route, Switch } from "wouter";
import { DataProvider } from "../api/DataProvider";
import { mayEnter } from "../auth/access";
import { SignInRedirect } from "../auth/SignInRedirect";
import { useUser } from "../auth/session";
import { Empty } from "../components/Empty";
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

/** A page of the application for whoever may enter it. */
function Page({ route, id }: PageProps) {
  const user = useUser();
  if (!mayEnter(route.access, user)) {
    return user === null ? (
      <SignInRedirect />
    ) : (
      <Empty title="This page is not for you">
        <p className="muted">Ask an administrator if you need it.</p>
      </Empty>
    );
  }
  return (
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <route.page id={id} />
      </Suspense>
    </ErrorBoundary>
  );
}
