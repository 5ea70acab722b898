import { type ComponentType, lazy } from "react";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
}

const HomePage = lazy(() => import("./HomePage"));
const DropsBucketPage = lazy(() => import("./buckets/DropsPage"));

/** Every page; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage },
  { path: "/buckets/drops", page: DropsBucketPage },
];
