import { mayEnter } from "../auth/access";
import { SignInRedirect } from "../auth/SignInRedirect";
import { useUser } from "../auth/session";
import { Empty } from "../components/Empty";
import { ErrorBoundary } from "../components/ErrorBoundary";
import type { PageProps, PageRoute } from "./types";

interface Props extends PageProps {
  route: PageRoute;
}

/** A page of the application for whoever may enter it. */
export function Page({ route, params }: Props) {
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
      <route.page params={params} />
    </ErrorBoundary>
  );
}
