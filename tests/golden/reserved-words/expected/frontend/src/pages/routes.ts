import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const JobListPage = lazy(() => import("./jobs/JobListPage"));
const JobDetailPage = lazy(() => import("./jobs/JobDetailPage"));
const JobFormPage = lazy(() => import("./jobs/JobFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/jobs", page: JobListPage, access: ACCESS.models.job.read },
  { path: "/jobs/new", page: JobFormPage, access: ACCESS.models.job.create },
  { path: "/jobs/:id", page: JobDetailPage, access: ACCESS.models.job.read },
  { path: "/jobs/:id/edit", page: JobFormPage, access: ACCESS.models.job.update },
];
