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

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/notes", page: NoteListPage, access: ACCESS.models.note.read },
  { path: "/notes/new", page: NoteFormPage, access: ACCESS.models.note.create },
  { path: "/notes/:id", page: NoteDetailPage, access: ACCESS.models.note.read },
  { path: "/notes/:id/edit", page: NoteFormPage, access: ACCESS.models.note.update },
];
