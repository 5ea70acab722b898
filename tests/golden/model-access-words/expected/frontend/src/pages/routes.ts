import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const GroupsPage = lazy(() => import("./admin/GroupsPage"));
const AnnouncementListPage = lazy(() => import("./announcements/AnnouncementListPage"));
const AnnouncementDetailPage = lazy(() => import("./announcements/AnnouncementDetailPage"));
const AnnouncementFormPage = lazy(() => import("./announcements/AnnouncementFormPage"));
const CommentListPage = lazy(() => import("./comments/CommentListPage"));
const CommentDetailPage = lazy(() => import("./comments/CommentDetailPage"));
const CommentFormPage = lazy(() => import("./comments/CommentFormPage"));
const DiaryListPage = lazy(() => import("./diaries/DiaryListPage"));
const DiaryDetailPage = lazy(() => import("./diaries/DiaryDetailPage"));
const DiaryFormPage = lazy(() => import("./diaries/DiaryFormPage"));
const ReportListPage = lazy(() => import("./reports/ReportListPage"));
const ReportDetailPage = lazy(() => import("./reports/ReportDetailPage"));
const ReportFormPage = lazy(() => import("./reports/ReportFormPage"));
const SecretListPage = lazy(() => import("./secrets/SecretListPage"));
const SecretDetailPage = lazy(() => import("./secrets/SecretDetailPage"));
const SecretFormPage = lazy(() => import("./secrets/SecretFormPage"));
const WallListPage = lazy(() => import("./walls/WallListPage"));
const WallDetailPage = lazy(() => import("./walls/WallDetailPage"));
const WallFormPage = lazy(() => import("./walls/WallFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["public"] },
  { path: "/announcements", page: AnnouncementListPage, access: ACCESS.models.announcement.read },
  {
    path: "/announcements/new",
    page: AnnouncementFormPage,
    access: ACCESS.models.announcement.create,
  },
  {
    path: "/announcements/:id",
    page: AnnouncementDetailPage,
    access: ACCESS.models.announcement.read,
  },
  {
    path: "/announcements/:id/edit",
    page: AnnouncementFormPage,
    access: ACCESS.models.announcement.update,
  },
  { path: "/comments", page: CommentListPage, access: ACCESS.models.comment.read },
  { path: "/comments/new", page: CommentFormPage, access: ACCESS.models.comment.create },
  { path: "/comments/:id", page: CommentDetailPage, access: ACCESS.models.comment.read },
  { path: "/comments/:id/edit", page: CommentFormPage, access: ACCESS.models.comment.update },
  { path: "/diaries", page: DiaryListPage, access: ACCESS.models.diary.read },
  { path: "/diaries/new", page: DiaryFormPage, access: ACCESS.models.diary.create },
  { path: "/diaries/:id", page: DiaryDetailPage, access: ACCESS.models.diary.read },
  { path: "/diaries/:id/edit", page: DiaryFormPage, access: ACCESS.models.diary.update },
  { path: "/reports", page: ReportListPage, access: ACCESS.models.report.read },
  { path: "/reports/new", page: ReportFormPage, access: ACCESS.models.report.create },
  { path: "/reports/:id", page: ReportDetailPage, access: ACCESS.models.report.read },
  { path: "/reports/:id/edit", page: ReportFormPage, access: ACCESS.models.report.update },
  { path: "/secrets", page: SecretListPage, access: ACCESS.models.secret.read },
  { path: "/secrets/new", page: SecretFormPage, access: ACCESS.models.secret.create },
  { path: "/secrets/:id", page: SecretDetailPage, access: ACCESS.models.secret.read },
  { path: "/secrets/:id/edit", page: SecretFormPage, access: ACCESS.models.secret.update },
  { path: "/walls", page: WallListPage, access: ACCESS.models.wall.read },
  { path: "/walls/new", page: WallFormPage, access: ACCESS.models.wall.create },
  { path: "/walls/:id", page: WallDetailPage, access: ACCESS.models.wall.read },
  { path: "/walls/:id/edit", page: WallFormPage, access: ACCESS.models.wall.update },
  { path: "/admin/groups", page: GroupsPage, access: ["admins"] },
];
