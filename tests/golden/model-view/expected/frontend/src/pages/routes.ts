import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const AuthorListPage = lazy(() => import("./authors/AuthorListPage"));
const AuthorDetailPage = lazy(() => import("./authors/AuthorDetailPage"));
const AuthorFormPage = lazy(() => import("./authors/AuthorFormPage"));
const BookListPage = lazy(() => import("./books/BookListPage"));
const BookDetailPage = lazy(() => import("./books/BookDetailPage"));
const BookFormPage = lazy(() => import("./books/BookFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["public"] },
  { path: "/authors", page: AuthorListPage, access: ACCESS.models.author.read },
  { path: "/authors/new", page: AuthorFormPage, access: ACCESS.models.author.create },
  { path: "/authors/:id", page: AuthorDetailPage, access: ACCESS.models.author.read },
  { path: "/authors/:id/edit", page: AuthorFormPage, access: ACCESS.models.author.update },
  { path: "/books", page: BookListPage, access: ACCESS.models.book.read },
  { path: "/books/new", page: BookFormPage, access: ACCESS.models.book.create },
  { path: "/books/:id", page: BookDetailPage, access: ACCESS.models.book.read },
  { path: "/books/:id/edit", page: BookFormPage, access: ACCESS.models.book.update },
];
