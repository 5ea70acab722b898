import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/as";
const ITEM = "/as/{id}";
const FILE = "/as/{id}/files/{field}";

type Schemas = components["schemas"];
export type A = Schemas["A"];
export type AInput = Schemas["AInput"];
export type APatch = Schemas["APatch"];
export type AQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type AList = List<A, AQuery>;
type AModel = Model<A, AInput, APatch, AQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const A_E = new Map<NonNullable<A["e"]>, string>([
  ["k", "K"],
  ["l", "L"],
]);

export const aModel: AModel = {
  name: "a",
  path: ITEMS,
  singular: "A",
  plural: "As",
  access: ACCESS.models.a,
  indexes: INDEXES.a,
  isSearchable: false,
  label: (item) => item.x,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

export function useAList(query?: AQuery) {
  return useList(aModel, query);
}

export function useA(id: string) {
  return useItem(aModel, id);
}

export function useAForm(item?: A) {
  return useForm(aModel, item);
}
