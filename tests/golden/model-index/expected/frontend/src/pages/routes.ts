import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const MakerListPage = lazy(() => import("./makers/MakerListPage"));
const MakerDetailPage = lazy(() => import("./makers/MakerDetailPage"));
const MakerFormPage = lazy(() => import("./makers/MakerFormPage"));
const PartListPage = lazy(() => import("./parts/PartListPage"));
const PartDetailPage = lazy(() => import("./parts/PartDetailPage"));
const PartFormPage = lazy(() => import("./parts/PartFormPage"));
const ToolListPage = lazy(() => import("./tools/ToolListPage"));
const ToolDetailPage = lazy(() => import("./tools/ToolDetailPage"));
const ToolFormPage = lazy(() => import("./tools/ToolFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/makers", page: MakerListPage, access: ACCESS.models.maker.read },
  { path: "/makers/new", page: MakerFormPage, access: ACCESS.models.maker.create },
  { path: "/makers/:id", page: MakerDetailPage, access: ACCESS.models.maker.read },
  { path: "/makers/:id/edit", page: MakerFormPage, access: ACCESS.models.maker.update },
  { path: "/parts", page: PartListPage, access: ACCESS.models.part.read },
  { path: "/parts/new", page: PartFormPage, access: ACCESS.models.part.create },
  { path: "/parts/:id", page: PartDetailPage, access: ACCESS.models.part.read },
  { path: "/parts/:id/edit", page: PartFormPage, access: ACCESS.models.part.update },
  { path: "/tools", page: ToolListPage, access: ACCESS.models.tool.read },
  { path: "/tools/new", page: ToolFormPage, access: ACCESS.models.tool.create },
  { path: "/tools/:id", page: ToolDetailPage, access: ACCESS.models.tool.read },
  { path: "/tools/:id/edit", page: ToolFormPage, access: ACCESS.models.tool.update },
];
