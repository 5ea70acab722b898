import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const SBucketPage = lazy(() => import("./buckets/SPage"));
const AListPage = lazy(() => import("./as/AListPage"));
const ADetailPage = lazy(() => import("./as/ADetailPage"));
const AFormPage = lazy(() => import("./as/AFormPage"));
const BListPage = lazy(() => import("./bs/BListPage"));
const BDetailPage = lazy(() => import("./bs/BDetailPage"));
const BFormPage = lazy(() => import("./bs/BFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/as", page: AListPage, access: ACCESS.models.a.read },
  { path: "/as/new", page: AFormPage, access: ACCESS.models.a.create },
  { path: "/as/:id", page: ADetailPage, access: ACCESS.models.a.read },
  { path: "/as/:id/edit", page: AFormPage, access: ACCESS.models.a.update },
  { path: "/bs", page: BListPage, access: ACCESS.models.b.read },
  { path: "/bs/new", page: BFormPage, access: ACCESS.models.b.create },
  { path: "/bs/:id", page: BDetailPage, access: ACCESS.models.b.read },
  { path: "/bs/:id/edit", page: BFormPage, access: ACCESS.models.b.update },
  { path: "/buckets/s", page: SBucketPage, access: ACCESS.buckets.s.read },
];
