import { type ComponentType, lazy } from "react";
import type { Access } from "../auth/access";
import { ACCESS } from "../generated/access";

export interface PageRoute {
  path: string;
  page: ComponentType<{ id: string }>;
  access: Access;
}

const HomePage = lazy(() => import("./HomePage"));
const VideosBucketPage = lazy(() => import("./buckets/VideosPage"));
const GroupsPage = lazy(() => import("./admin/GroupsPage"));
const ChannelListPage = lazy(() => import("./channels/ChannelListPage"));
const ChannelDetailPage = lazy(() => import("./channels/ChannelDetailPage"));
const ChannelFormPage = lazy(() => import("./channels/ChannelFormPage"));
const VideoListPage = lazy(() => import("./videos/VideoListPage"));
const VideoDetailPage = lazy(() => import("./videos/VideoDetailPage"));
const VideoFormPage = lazy(() => import("./videos/VideoFormPage"));
const DiaryListPage = lazy(() => import("./diaries/DiaryListPage"));
const DiaryDetailPage = lazy(() => import("./diaries/DiaryDetailPage"));
const DiaryFormPage = lazy(() => import("./diaries/DiaryFormPage"));
const LetterListPage = lazy(() => import("./letters/LetterListPage"));
const LetterDetailPage = lazy(() => import("./letters/LetterDetailPage"));
const LetterFormPage = lazy(() => import("./letters/LetterFormPage"));
const WallListPage = lazy(() => import("./walls/WallListPage"));
const WallDetailPage = lazy(() => import("./walls/WallDetailPage"));
const WallFormPage = lazy(() => import("./walls/WallFormPage"));

/** Every page and who may enter it; the first that fits is shown. */
export const ROUTES: readonly PageRoute[] = [
  { path: "/", page: HomePage, access: ["public"] },
  { path: "/channels", page: ChannelListPage, access: ACCESS.models.channel.read },
  { path: "/channels/new", page: ChannelFormPage, access: ACCESS.models.channel.create },
  { path: "/channels/:id", page: ChannelDetailPage, access: ACCESS.models.channel.read },
  { path: "/channels/:id/edit", page: ChannelFormPage, access: ACCESS.models.channel.update },
  { path: "/videos", page: VideoListPage, access: ACCESS.models.video.read },
  { path: "/videos/new", page: VideoFormPage, access: ACCESS.models.video.create },
  { path: "/videos/:id", page: VideoDetailPage, access: ACCESS.models.video.read },
  { path: "/videos/:id/edit", page: VideoFormPage, access: ACCESS.models.video.update },
  { path: "/diaries", page: DiaryListPage, access: ACCESS.models.diary.read },
  { path: "/diaries/new", page: DiaryFormPage, access: ACCESS.models.diary.create },
  { path: "/diaries/:id", page: DiaryDetailPage, access: ACCESS.models.diary.read },
  { path: "/diaries/:id/edit", page: DiaryFormPage, access: ACCESS.models.diary.update },
  { path: "/letters", page: LetterListPage, access: ACCESS.models.letter.read },
  { path: "/letters/new", page: LetterFormPage, access: ACCESS.models.letter.create },
  { path: "/letters/:id", page: LetterDetailPage, access: ACCESS.models.letter.read },
  { path: "/letters/:id/edit", page: LetterFormPage, access: ACCESS.models.letter.update },
  { path: "/walls", page: WallListPage, access: ACCESS.models.wall.read },
  { path: "/walls/new", page: WallFormPage, access: ACCESS.models.wall.create },
  { path: "/walls/:id", page: WallDetailPage, access: ACCESS.models.wall.read },
  { path: "/walls/:id/edit", page: WallFormPage, access: ACCESS.models.wall.update },
  { path: "/buckets/videos", page: VideosBucketPage, access: ACCESS.buckets.videos.read },
  { path: "/admin/groups", page: GroupsPage, access: ["admins"] },
];
