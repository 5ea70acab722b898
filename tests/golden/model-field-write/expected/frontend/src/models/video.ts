import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/videos";
const ITEM = "/videos/{id}";
const FILE = "/videos/{id}/files/{field}";

type Schemas = components["schemas"];
export type Video = Schemas["Video"];
export type VideoInput = Schemas["VideoInput"];
export type VideoPatch = Schemas["VideoPatch"];
export type VideoQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type VideoList = List<Video, VideoQuery>;
type VideoModel = Model<Video, VideoInput, VideoPatch, VideoQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const VIDEO_STATUS = new Map<NonNullable<Video["status"]>, string>([
  ["uploaded", "Uploaded"],
  ["ready", "Ready"],
]);

export const VIDEO_MOOD = new Map<NonNullable<Video["mood"]>, string>([
  ["good", "Good"],
  ["bad", "Bad"],
]);

export const videoModel: VideoModel = {
  name: "video",
  path: ITEMS,
  singular: "Video",
  plural: "Videos",
  access: ACCESS.models.video,
  indexes: INDEXES.video,
  isSearchable: false,
  label: (item) => item.title,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

export function useVideoList(query?: VideoQuery) {
  return useList(videoModel, query);
}

export function useVideo(id: string) {
  return useItem(videoModel, id);
}

export function useVideoForm(item?: Video) {
  return useForm(videoModel, item);
}
