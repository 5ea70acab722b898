import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/clips";
const ITEM = "/clips/{id}";
const FILE = "/clips/{id}/files/{field}";

type Schemas = components["schemas"];
export type Clip = Schemas["Clip"];
export type ClipInput = Schemas["ClipInput"];
export type ClipPatch = Schemas["ClipPatch"];
export type ClipQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type ClipList = List<Clip, ClipQuery>;
type ClipModel = Model<Clip, ClipInput, ClipPatch, ClipQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const CLIP_STATE = new Map<NonNullable<Clip["state"]>, string>([
  ["open", "Open"],
  ["closed", "Closed"],
]);

export const clipModel: ClipModel = {
  name: "clip",
  path: ITEMS,
  singular: "Clip",
  plural: "Clips",
  access: ACCESS.models.clip,
  indexes: INDEXES.clip,
  isSearchable: false,
  label: (item) => item.heading,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

export function useClipList(query?: ClipQuery) {
  return useList(clipModel, query);
}

export function useClip(id: string) {
  return useItem(clipModel, id);
}

export function useClipForm(item?: Clip) {
  return useForm(clipModel, item);
}
