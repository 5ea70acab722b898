import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const PicturesBucketPage = lazy(() => import("./buckets/PicturesPage"));
const MakerListPage = lazy(() => import("./makers/MakerListPage"));
const MakerDetailPage = lazy(() => import("./makers/MakerDetailPage"));
const MakerFormPage = lazy(() => import("./makers/MakerFormPage"));
const SampleListPage = lazy(() => import("./samples/SampleListPage"));
const SampleDetailPage = lazy(() => import("./samples/SampleDetailPage"));
const SampleFormPage = lazy(() => import("./samples/SampleFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/makers", page: MakerListPage, access: ACCESS.models.maker.read },
  { path: "/makers/new", page: MakerFormPage, access: ACCESS.models.maker.create },
  { path: "/makers/:id", page: MakerDetailPage, access: ACCESS.models.maker.read },
  { path: "/makers/:id/edit", page: MakerFormPage, access: ACCESS.models.maker.update },
  { path: "/samples", page: SampleListPage, access: ACCESS.models.sample.read },
  { path: "/samples/new", page: SampleFormPage, access: ACCESS.models.sample.create },
  { path: "/samples/:id", page: SampleDetailPage, access: ACCESS.models.sample.read },
  { path: "/samples/:id/edit", page: SampleFormPage, access: ACCESS.models.sample.update },
  { path: "/buckets/pictures", page: PicturesBucketPage, access: ACCESS.buckets.pictures.read },
];
