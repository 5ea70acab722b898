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
const SoundsBucketPage = lazy(() => import("./buckets/SoundsPage"));
const NoteListPage = lazy(() => import("./notes/NoteListPage"));
const NoteDetailPage = lazy(() => import("./notes/NoteDetailPage"));
const NoteFormPage = lazy(() => import("./notes/NoteFormPage"));
const TopicListPage = lazy(() => import("./topics/TopicListPage"));
const TopicDetailPage = lazy(() => import("./topics/TopicDetailPage"));
const TopicFormPage = lazy(() => import("./topics/TopicFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["signed-in"] },
  { path: "/notes", page: NoteListPage, access: ACCESS.models.note.read },
  { path: "/notes/new", page: NoteFormPage, access: ACCESS.models.note.create },
  { path: "/notes/:id", page: NoteDetailPage, access: ACCESS.models.note.read },
  { path: "/notes/:id/edit", page: NoteFormPage, access: ACCESS.models.note.update },
  { path: "/topics", page: TopicListPage, access: ACCESS.models.topic.read },
  { path: "/topics/new", page: TopicFormPage, access: ACCESS.models.topic.create },
  { path: "/topics/:id", page: TopicDetailPage, access: ACCESS.models.topic.read },
  { path: "/topics/:id/edit", page: TopicFormPage, access: ACCESS.models.topic.update },
  { path: "/buckets/photos", page: PhotosBucketPage, access: ACCESS.buckets.photos.read },
  { path: "/buckets/sounds", page: SoundsBucketPage, access: ACCESS.buckets.sounds.read },
];
