import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const FilmsBucketPage = lazy(() => import("./buckets/FilmsPage"));
const GroupsPage = lazy(() => import("./admin/GroupsPage"));
const ClipListPage = lazy(() => import("./clips/ClipListPage"));
const ClipDetailPage = lazy(() => import("./clips/ClipDetailPage"));
const ClipFormPage = lazy(() => import("./clips/ClipFormPage"));
const SeriesListListPage = lazy(() => import("./series-lists/SeriesListListPage"));
const SeriesListDetailPage = lazy(() => import("./series-lists/SeriesListDetailPage"));
const SeriesListFormPage = lazy(() => import("./series-lists/SeriesListFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/clips", page: ClipListPage, access: ACCESS.models.clip.read },
  { path: "/clips/new", page: ClipFormPage, access: ACCESS.models.clip.create },
  { path: "/clips/:id", page: ClipDetailPage, access: ACCESS.models.clip.read },
  { path: "/clips/:id/edit", page: ClipFormPage, access: ACCESS.models.clip.update },
  { path: "/series-lists", page: SeriesListListPage, access: ACCESS.models.series_list.read },
  { path: "/series-lists/new", page: SeriesListFormPage, access: ACCESS.models.series_list.create },
  { path: "/series-lists/:id", page: SeriesListDetailPage, access: ACCESS.models.series_list.read },
  {
    path: "/series-lists/:id/edit",
    page: SeriesListFormPage,
    access: ACCESS.models.series_list.update,
  },
  { path: "/buckets/films", page: FilmsBucketPage, access: ACCESS.buckets.films.read },
  { path: "/admin/groups", page: GroupsPage, access: ["admins"] },
];
