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
const GroupsPage = lazy(() => import("./admin/GroupsPage"));
const AuthorListPage = lazy(() => import("./authors/AuthorListPage"));
const AuthorDetailPage = lazy(() => import("./authors/AuthorDetailPage"));
const AuthorFormPage = lazy(() => import("./authors/AuthorFormPage"));
const ShelfListPage = lazy(() => import("./shelves/ShelfListPage"));
const ShelfDetailPage = lazy(() => import("./shelves/ShelfDetailPage"));
const ShelfFormPage = lazy(() => import("./shelves/ShelfFormPage"));
const BookListPage = lazy(() => import("./books/BookListPage"));
const BookDetailPage = lazy(() => import("./books/BookDetailPage"));
const BookFormPage = lazy(() => import("./books/BookFormPage"));
const LedgerListPage = lazy(() => import("./ledgers/LedgerListPage"));
const LedgerDetailPage = lazy(() => import("./ledgers/LedgerDetailPage"));
const LedgerFormPage = lazy(() => import("./ledgers/LedgerFormPage"));
const DiaryListPage = lazy(() => import("./diaries/DiaryListPage"));
const DiaryDetailPage = lazy(() => import("./diaries/DiaryDetailPage"));
const DiaryFormPage = lazy(() => import("./diaries/DiaryFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["public"] },
  { path: "/authors", page: AuthorListPage, access: ACCESS.models.author.read },
  { path: "/authors/new", page: AuthorFormPage, access: ACCESS.models.author.create },
  { path: "/authors/:id", page: AuthorDetailPage, access: ACCESS.models.author.read },
  { path: "/authors/:id/edit", page: AuthorFormPage, access: ACCESS.models.author.update },
  { path: "/shelves", page: ShelfListPage, access: ACCESS.models.shelf.read },
  { path: "/shelves/new", page: ShelfFormPage, access: ACCESS.models.shelf.create },
  { path: "/shelves/:id", page: ShelfDetailPage, access: ACCESS.models.shelf.read },
  { path: "/shelves/:id/edit", page: ShelfFormPage, access: ACCESS.models.shelf.update },
  { path: "/books", page: BookListPage, access: ACCESS.models.book.read },
  { path: "/books/new", page: BookFormPage, access: ACCESS.models.book.create },
  { path: "/books/:id", page: BookDetailPage, access: ACCESS.models.book.read },
  { path: "/books/:id/edit", page: BookFormPage, access: ACCESS.models.book.update },
  { path: "/ledgers", page: LedgerListPage, access: ACCESS.models.ledger.read },
  { path: "/ledgers/new", page: LedgerFormPage, access: ACCESS.models.ledger.create },
  { path: "/ledgers/:id", page: LedgerDetailPage, access: ACCESS.models.ledger.read },
  { path: "/ledgers/:id/edit", page: LedgerFormPage, access: ACCESS.models.ledger.update },
  { path: "/diaries", page: DiaryListPage, access: ACCESS.models.diary.read },
  { path: "/diaries/new", page: DiaryFormPage, access: ACCESS.models.diary.create },
  { path: "/diaries/:id", page: DiaryDetailPage, access: ACCESS.models.diary.read },
  { path: "/diaries/:id/edit", page: DiaryFormPage, access: ACCESS.models.diary.update },
  { path: "/buckets/scans", page: ScansBucketPage, access: ACCESS.buckets.scans.read },
  { path: "/admin/groups", page: GroupsPage, access: ["admins"] },
];
