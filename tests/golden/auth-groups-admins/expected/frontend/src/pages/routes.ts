import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const GroupsPage = lazy(() => import("./admin/GroupsPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/admin/groups", page: GroupsPage, access: ["admins"] },
];
