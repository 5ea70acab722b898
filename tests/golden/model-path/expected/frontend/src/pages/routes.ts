import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const NoteListPage = lazy(() => import("./notes/NoteListPage"));
const NoteDetailPage = lazy(() => import("./notes/NoteDetailPage"));
const NoteFormPage = lazy(() => import("./notes/NoteFormPage"));
const SheepListPage = lazy(() => import("./sheep/SheepListPage"));
const SheepDetailPage = lazy(() => import("./sheep/SheepDetailPage"));
const SheepFormPage = lazy(() => import("./sheep/SheepFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/jottings", page: NoteListPage, access: ACCESS.models.note.read },
  { path: "/jottings/new", page: NoteFormPage, access: ACCESS.models.note.create },
  { path: "/jottings/:id", page: NoteDetailPage, access: ACCESS.models.note.read },
  { path: "/jottings/:id/edit", page: NoteFormPage, access: ACCESS.models.note.update },
  { path: "/sheep", page: SheepListPage, access: ACCESS.models.sheep.read },
  { path: "/sheep/new", page: SheepFormPage, access: ACCESS.models.sheep.create },
  { path: "/sheep/:id", page: SheepDetailPage, access: ACCESS.models.sheep.read },
  { path: "/sheep/:id/edit", page: SheepFormPage, access: ACCESS.models.sheep.update },
];
