import { ErrorBoundary } from "../components/ErrorBoundary";
import type { PageProps, PageRoute } from "./types";

interface Props extends PageProps {
  route: PageRoute;
}

/** A page of the application. */
export function Page({ route, params }: Props) {
  return (
    <ErrorBoundary>
      <route.page params={params} />
    </ErrorBoundary>
  );
}
