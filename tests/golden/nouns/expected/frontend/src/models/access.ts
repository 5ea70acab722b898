import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/accesses";
const ITEM = "/accesses/{id}";

type Schemas = components["schemas"];
export type AccessItem = Schemas["Access"];
export type AccessItemInput = Schemas["AccessInput"];
export type AccessItemPatch = Schemas["AccessPatch"];
export type AccessItemQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type AccessItemList = List<AccessItem, AccessItemQuery>;
type AccessItemModel = Model<AccessItem, AccessItemInput, AccessItemPatch, AccessItemQuery>;

export const accessItemModel: AccessItemModel = {
  name: "access",
  path: ITEMS,
  singular: "Access",
  plural: "Accesses",
  access: ACCESS.models.access,
  indexes: INDEXES.access,
  isSearchable: false,
  label: (item) => item.door,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

const DEFAULTS: Partial<AccessItemInput> = {
  granted: false,
};

export function useAccessItemList(query?: AccessItemQuery) {
  return useList(accessItemModel, query);
}

export function useAccessItem(id: string) {
  return useItem(accessItemModel, id);
}

export function useAccessItemForm(item?: AccessItem) {
  return useForm(accessItemModel, item, DEFAULTS);
}
