import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { session } from "../auth/session";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/videos";
const ITEM = "/videos/{id}";
// What answers to nobody in particular leave out is under /me.
const USER_ITEMS = "/me/videos";
const USER_ITEM = "/me/videos/{id}";
const FILE = "/videos/{id}/files/{field}";
const USER_FILE = "/me/videos/{id}/files/{field}";

const isSignedIn = () => session.get().status === "signed-in";

type Schemas = components["schemas"];
export type Video = Schemas["Video"];
export type VideoInput = Schemas["VideoInput"];
export type VideoPatch = Schemas["VideoPatch"];
export type VideoQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type VideoList = List<Video, VideoQuery>;
type VideoModel = Model<Video, VideoInput, VideoPatch, VideoQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const videoModel: VideoModel = {
  name: "video",
  path: ITEMS,
  singular: "Video",
  plural: "Videos",
  access: ACCESS.models.video,
  indexes: INDEXES.video,
  isSearchable: false,
  label: (item) => item.title,
  list: (query) => unwrap(api().GET(isSignedIn() ? USER_ITEMS : ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(isSignedIn() ? USER_ITEM : ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) =>
    unwrap(api().GET(isSignedIn() ? USER_FILE : FILE, { params: { path: { id, field } } })),
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
