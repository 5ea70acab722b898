import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/uploads";
const ITEM = "/uploads/{id}";

type Schemas = components["schemas"];
export type Upload = Schemas["Upload"];
export type UploadInput = Schemas["UploadInput"];
export type UploadPatch = Schemas["UploadPatch"];
export type UploadQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type UploadList = List<Upload, UploadQuery>;
type UploadModel = Model<Upload, UploadInput, UploadPatch, UploadQuery>;

export const uploadModel: UploadModel = {
  name: "upload",
  path: ITEMS,
  singular: "Upload",
  plural: "Uploads",
  access: ACCESS.models.upload,
  indexes: INDEXES.upload,
  isSearchable: false,
  label: (item) => `Upload ${item.id.slice(-6)}`,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useUploadList(query?: UploadQuery) {
  return useList(uploadModel, query);
}

export function useUpload(id: string) {
  return useItem(uploadModel, id);
}

export function useUploadForm(item?: Upload) {
  return useForm(uploadModel, item);
}
