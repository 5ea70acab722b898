import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const GammaAbcdefghAbcdefghAbcdefghBucketPage = lazy(
  () => import("./buckets/GammaAbcdefghAbcdefghAbcdefghPage"),
);
const GroupsPage = lazy(() => import("./admin/GroupsPage"));
const AlphaAbcdefghAbcdefghAbcdefListPage = lazy(
  () => import("./alpha-abcdefgh-abcdefgh-abcdefs/AlphaAbcdefghAbcdefghAbcdefListPage"),
);
const AlphaAbcdefghAbcdefghAbcdefDetailPage = lazy(
  () => import("./alpha-abcdefgh-abcdefgh-abcdefs/AlphaAbcdefghAbcdefghAbcdefDetailPage"),
);
const AlphaAbcdefghAbcdefghAbcdefFormPage = lazy(
  () => import("./alpha-abcdefgh-abcdefgh-abcdefs/AlphaAbcdefghAbcdefghAbcdefFormPage"),
);
const BetaAbcdefghAbcdefghAbcdefgListPage = lazy(
  () => import("./beta-abcdefgh-abcdefgh-abcdefgs/BetaAbcdefghAbcdefghAbcdefgListPage"),
);
const BetaAbcdefghAbcdefghAbcdefgDetailPage = lazy(
  () => import("./beta-abcdefgh-abcdefgh-abcdefgs/BetaAbcdefghAbcdefghAbcdefgDetailPage"),
);
const BetaAbcdefghAbcdefghAbcdefgFormPage = lazy(
  () => import("./beta-abcdefgh-abcdefgh-abcdefgs/BetaAbcdefghAbcdefghAbcdefgFormPage"),
);

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["public"] },
  {
    path: "/alpha-abcdefgh-abcdefgh-abcdefs",
    page: AlphaAbcdefghAbcdefghAbcdefListPage,
    access: ACCESS.models.alpha_abcdefgh_abcdefgh_abcdef.read,
  },
  {
    path: "/alpha-abcdefgh-abcdefgh-abcdefs/new",
    page: AlphaAbcdefghAbcdefghAbcdefFormPage,
    access: ACCESS.models.alpha_abcdefgh_abcdefgh_abcdef.create,
  },
  {
    path: "/alpha-abcdefgh-abcdefgh-abcdefs/:id",
    page: AlphaAbcdefghAbcdefghAbcdefDetailPage,
    access: ACCESS.models.alpha_abcdefgh_abcdefgh_abcdef.read,
  },
  {
    path: "/alpha-abcdefgh-abcdefgh-abcdefs/:id/edit",
    page: AlphaAbcdefghAbcdefghAbcdefFormPage,
    access: ACCESS.models.alpha_abcdefgh_abcdefgh_abcdef.update,
  },
  {
    path: "/beta-abcdefgh-abcdefgh-abcdefgs",
    page: BetaAbcdefghAbcdefghAbcdefgListPage,
    access: ACCESS.models.beta_abcdefgh_abcdefgh_abcdefg.read,
  },
  {
    path: "/beta-abcdefgh-abcdefgh-abcdefgs/new",
    page: BetaAbcdefghAbcdefghAbcdefgFormPage,
    access: ACCESS.models.beta_abcdefgh_abcdefgh_abcdefg.create,
  },
  {
    path: "/beta-abcdefgh-abcdefgh-abcdefgs/:id",
    page: BetaAbcdefghAbcdefghAbcdefgDetailPage,
    access: ACCESS.models.beta_abcdefgh_abcdefgh_abcdefg.read,
  },
  {
    path: "/beta-abcdefgh-abcdefgh-abcdefgs/:id/edit",
    page: BetaAbcdefghAbcdefghAbcdefgFormPage,
    access: ACCESS.models.beta_abcdefgh_abcdefgh_abcdefg.update,
  },
  {
    path: "/buckets/gamma-abcdefgh-abcdefgh-abcdefgh",
    page: GammaAbcdefghAbcdefghAbcdefghBucketPage,
    access: ACCESS.buckets["gamma-abcdefgh-abcdefgh-abcdefgh"].read,
  },
  { path: "/admin/groups", page: GroupsPage, access: ["admins"] },
];
