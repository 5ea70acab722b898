import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const FilesBucketPage = lazy(() => import("./buckets/FilesPage"));
const GroupsPage = lazy(() => import("./admin/GroupsPage"));
const EventListPage = lazy(() => import("./events/EventListPage"));
const EventDetailPage = lazy(() => import("./events/EventDetailPage"));
const EventFormPage = lazy(() => import("./events/EventFormPage"));
const DocumentListPage = lazy(() => import("./documents/DocumentListPage"));
const DocumentDetailPage = lazy(() => import("./documents/DocumentDetailPage"));
const DocumentFormPage = lazy(() => import("./documents/DocumentFormPage"));
const DocumentFileListPage = lazy(() => import("./document-files/DocumentFileListPage"));
const DocumentFileDetailPage = lazy(() => import("./document-files/DocumentFileDetailPage"));
const DocumentFileFormPage = lazy(() => import("./document-files/DocumentFileFormPage"));
const MemberListPage = lazy(() => import("./members/MemberListPage"));
const MemberDetailPage = lazy(() => import("./members/MemberDetailPage"));
const MemberFormPage = lazy(() => import("./members/MemberFormPage"));
const GroupListPage = lazy(() => import("./groups/GroupListPage"));
const GroupDetailPage = lazy(() => import("./groups/GroupDetailPage"));
const GroupFormPage = lazy(() => import("./groups/GroupFormPage"));
const AccessListPage = lazy(() => import("./accesses/AccessListPage"));
const AccessDetailPage = lazy(() => import("./accesses/AccessDetailPage"));
const AccessFormPage = lazy(() => import("./accesses/AccessFormPage"));
const UploadListPage = lazy(() => import("./uploads/UploadListPage"));
const UploadDetailPage = lazy(() => import("./uploads/UploadDetailPage"));
const UploadFormPage = lazy(() => import("./uploads/UploadFormPage"));
const WarningListPage = lazy(() => import("./warnings/WarningListPage"));
const WarningDetailPage = lazy(() => import("./warnings/WarningDetailPage"));
const WarningFormPage = lazy(() => import("./warnings/WarningFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["public"] },
  { path: "/events", page: EventListPage, access: ACCESS.models.event.read },
  { path: "/events/new", page: EventFormPage, access: ACCESS.models.event.create },
  { path: "/events/:id", page: EventDetailPage, access: ACCESS.models.event.read },
  { path: "/events/:id/edit", page: EventFormPage, access: ACCESS.models.event.update },
  { path: "/documents", page: DocumentListPage, access: ACCESS.models.document.read },
  { path: "/documents/new", page: DocumentFormPage, access: ACCESS.models.document.create },
  { path: "/documents/:id", page: DocumentDetailPage, access: ACCESS.models.document.read },
  { path: "/documents/:id/edit", page: DocumentFormPage, access: ACCESS.models.document.update },
  { path: "/document-files", page: DocumentFileListPage, access: ACCESS.models.document_file.read },
  {
    path: "/document-files/new",
    page: DocumentFileFormPage,
    access: ACCESS.models.document_file.create,
  },
  {
    path: "/document-files/:id",
    page: DocumentFileDetailPage,
    access: ACCESS.models.document_file.read,
  },
  {
    path: "/document-files/:id/edit",
    page: DocumentFileFormPage,
    access: ACCESS.models.document_file.update,
  },
  { path: "/members", page: MemberListPage, access: ACCESS.models.member.read },
  { path: "/members/new", page: MemberFormPage, access: ACCESS.models.member.create },
  { path: "/members/:id", page: MemberDetailPage, access: ACCESS.models.member.read },
  { path: "/members/:id/edit", page: MemberFormPage, access: ACCESS.models.member.update },
  { path: "/groups", page: GroupListPage, access: ACCESS.models.group.read },
  { path: "/groups/new", page: GroupFormPage, access: ACCESS.models.group.create },
  { path: "/groups/:id", page: GroupDetailPage, access: ACCESS.models.group.read },
  { path: "/groups/:id/edit", page: GroupFormPage, access: ACCESS.models.group.update },
  { path: "/accesses", page: AccessListPage, access: ACCESS.models.access.read },
  { path: "/accesses/new", page: AccessFormPage, access: ACCESS.models.access.create },
  { path: "/accesses/:id", page: AccessDetailPage, access: ACCESS.models.access.read },
  { path: "/accesses/:id/edit", page: AccessFormPage, access: ACCESS.models.access.update },
  { path: "/uploads", page: UploadListPage, access: ACCESS.models.upload.read },
  { path: "/uploads/new", page: UploadFormPage, access: ACCESS.models.upload.create },
  { path: "/uploads/:id", page: UploadDetailPage, access: ACCESS.models.upload.read },
  { path: "/uploads/:id/edit", page: UploadFormPage, access: ACCESS.models.upload.update },
  { path: "/warnings", page: WarningListPage, access: ACCESS.models.warning.read },
  { path: "/warnings/new", page: WarningFormPage, access: ACCESS.models.warning.create },
  { path: "/warnings/:id", page: WarningDetailPage, access: ACCESS.models.warning.read },
  { path: "/warnings/:id/edit", page: WarningFormPage, access: ACCESS.models.warning.update },
  { path: "/buckets/files", page: FilesBucketPage, access: ACCESS.buckets.files.read },
  { path: "/admin/groups", page: GroupsPage, access: ["admins"] },
];
