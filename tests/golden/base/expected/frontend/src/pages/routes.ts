import { type ComponentType, lazy } from "react";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
}

const HomePage = lazy(() => import("./HomePage"));

/** Every page; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [{ path: "/", page: HomePage }];
