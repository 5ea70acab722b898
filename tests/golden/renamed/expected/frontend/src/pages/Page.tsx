import { type ComponentType, lazy, Suspense } from "react";
import { mayEnter } from "../auth/access";
import { SignInRedirect } from "../auth/SignInRedirect";
import { useUser } from "../auth/session";
import { Empty } from "../components/Empty";
import { ErrorBoundary } from "../components/ErrorBoundary";
import { Loading } from "../components/Loading";
import type { PageProps, PageRoute } from "./types";

interface Props extends PageProps {
  route: PageRoute;
}

/** A page of the application for whoever may enter it, loaded when it is opened. */
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
  const Content = contentOf(route);
  return (
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <Content params={params} />
      </Suspense>
    </ErrorBoundary>
  );
}

const contents = new Map<PageRoute, ComponentType<PageProps>>();

function contentOf(route: PageRoute): ComponentType<PageProps> {
  const known = contents.get(route);
  if (known !== undefined) {
    return known;
  }
  const content = lazy(async () => {
    const [{ DataProvider }, { default: Loaded }] = await Promise.all([
      import("../api/DataProvider"),
      route.load(),
    ]);
    const WithData = (props: PageProps) => (
      <DataProvider>
        <Loaded {...props} />
      </DataProvider>
    );
    return { default: WithData };
  });
  contents.set(route, content);
  return content;
}
