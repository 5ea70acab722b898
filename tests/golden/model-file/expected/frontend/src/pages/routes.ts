import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const ScansBucketPage = lazy(() => import("./buckets/ScansPage"));
const LetterListPage = lazy(() => import("./letters/LetterListPage"));
const LetterDetailPage = lazy(() => import("./letters/LetterDetailPage"));
const LetterFormPage = lazy(() => import("./letters/LetterFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/letters", page: LetterListPage, access: ACCESS.models.letter.read },
  { path: "/letters/new", page: LetterFormPage, access: ACCESS.models.letter.create },
  { path: "/letters/:id", page: LetterDetailPage, access: ACCESS.models.letter.read },
  { path: "/letters/:id/edit", page: LetterFormPage, access: ACCESS.models.letter.update },
  { path: "/buckets/scans", page: ScansBucketPage, access: ACCESS.buckets.scans.read },
];
