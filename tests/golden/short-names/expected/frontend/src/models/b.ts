import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/bs";
const ITEM = "/bs/{id}";

type Schemas = components["schemas"];
export type B = Schemas["B"];
export type BInput = Schemas["BInput"];
export type BPatch = Schemas["BPatch"];
export type BQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type BList = List<B, BQuery>;
type BModel = Model<B, BInput, BPatch, BQuery>;

export const bModel: BModel = {
  name: "b",
  path: ITEMS,
  singular: "B",
  plural: "Bs",
  access: ACCESS.models.b,
  indexes: INDEXES.b,
  isSearchable: false,
  label: (item) => `B ${item.id.slice(-6)}`,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useBList(query?: BQuery) {
  return useList(bModel, query);
}

export function useB(id: string) {
  return useItem(bModel, id);
}

export function useBForm(item?: B) {
  return useForm(bModel, item);
}
