import { type ComponentType, lazy } from "react";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
}

const HomePage = lazy(() => import("./HomePage"));
const CoversBucketPage = lazy(() => import("./buckets/CoversPage"));
const AuthorListPage = lazy(() => import("./authors/AuthorListPage"));
const AuthorDetailPage = lazy(() => import("./authors/AuthorDetailPage"));
const AuthorFormPage = lazy(() => import("./authors/AuthorFormPage"));
const BookListPage = lazy(() => import("./books/BookListPage"));
const BookDetailPage = lazy(() => import("./books/BookDetailPage"));
const BookFormPage = lazy(() => import("./books/BookFormPage"));

/** Every page; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage },
  { path: "/authors", page: AuthorListPage },
  { path: "/authors/new", page: AuthorFormPage },
  { path: "/authors/:id", page: AuthorDetailPage },
  { path: "/authors/:id/edit", page: AuthorFormPage },
  { path: "/books", page: BookListPage },
  { path: "/books/new", page: BookFormPage },
  { path: "/books/:id", page: BookDetailPage },
  { path: "/books/:id/edit", page: BookFormPage },
  { path: "/buckets/covers", page: CoversBucketPage },
];
