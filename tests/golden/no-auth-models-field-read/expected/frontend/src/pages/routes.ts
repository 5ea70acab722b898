import { type ComponentType, lazy } from "react";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
}

const HomePage = lazy(() => import("./HomePage"));
const ResultsBucketPage = lazy(() => import("./buckets/ResultsPage"));
const JobListPage = lazy(() => import("./jobs/JobListPage"));
const JobDetailPage = lazy(() => import("./jobs/JobDetailPage"));
const JobFormPage = lazy(() => import("./jobs/JobFormPage"));

/** Every page; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage },
  { path: "/jobs", page: JobListPage },
  { path: "/jobs/new", page: JobFormPage },
  { path: "/jobs/:id", page: JobDetailPage },
  { path: "/jobs/:id/edit", page: JobFormPage },
  { path: "/buckets/results", page: ResultsBucketPage },
];
