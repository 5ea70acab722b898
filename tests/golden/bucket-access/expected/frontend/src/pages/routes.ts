import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const DraftsBucketPage = lazy(() => import("./buckets/DraftsPage"));
const GalleryBucketPage = lazy(() => import("./buckets/GalleryPage"));
const InboxBucketPage = lazy(() => import("./buckets/InboxPage"));
const SharedBucketPage = lazy(() => import("./buckets/SharedPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["public"] },
  { path: "/buckets/drafts", page: DraftsBucketPage, access: ACCESS.buckets.drafts.read },
  { path: "/buckets/gallery", page: GalleryBucketPage, access: ACCESS.buckets.gallery.read },
  { path: "/buckets/inbox", page: InboxBucketPage, access: ACCESS.buckets.inbox.read },
  { path: "/buckets/shared", page: SharedBucketPage, access: ACCESS.buckets.shared.read },
];
