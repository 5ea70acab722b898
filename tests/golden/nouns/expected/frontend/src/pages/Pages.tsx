import { Route, Switch } from "wouter";
import { DataProvider } from "../api/DataProvider";
import { ROUTES } from "../generated/routes";
import { NotFoundPage } from "./NotFoundPage";
import { Page } from "./Page";

/** All pages but the first, loaded together: most of what they are made of is shared. */
export default function Pages() {
  return (
    <DataProvider>
      <Switch>
        {ROUTES.map((route) => (
          <Route key={route.path} path={route.path}>
            {(params) => <Page route={route} params={params} />}
          </Route>
        ))}
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </DataProvider>
  );
}
