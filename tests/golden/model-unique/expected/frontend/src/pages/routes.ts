import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const PersonListPage = lazy(() => import("./people/PersonListPage"));
const PersonDetailPage = lazy(() => import("./people/PersonDetailPage"));
const PersonFormPage = lazy(() => import("./people/PersonFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/people", page: PersonListPage, access: ACCESS.models.person.read },
  { path: "/people/new", page: PersonFormPage, access: ACCESS.models.person.create },
  { path: "/people/:id", page: PersonDetailPage, access: ACCESS.models.person.read },
  { path: "/people/:id/edit", page: PersonFormPage, access: ACCESS.models.person.update },
];
