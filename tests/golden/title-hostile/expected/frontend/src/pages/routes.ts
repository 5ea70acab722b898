import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const TrapListPage = lazy(() => import("./traps/TrapListPage"));
const TrapDetailPage = lazy(() => import("./traps/TrapDetailPage"));
const TrapFormPage = lazy(() => import("./traps/TrapFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/traps", page: TrapListPage, access: ACCESS.models.trap.read },
  { path: "/traps/new", page: TrapFormPage, access: ACCESS.models.trap.create },
  { path: "/traps/:id", page: TrapDetailPage, access: ACCESS.models.trap.read },
  { path: "/traps/:id/edit", page: TrapFormPage, access: ACCESS.models.trap.update },
];
