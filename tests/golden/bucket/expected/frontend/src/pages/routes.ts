import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const PhotosBucketPage = lazy(() => import("./buckets/PhotosPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/buckets/photos", page: PhotosBucketPage, access: ACCESS.buckets.photos.read },
];
