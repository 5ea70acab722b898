import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/alpha-abcdefgh-abcdefgh-abcdefs";
const ITEM = "/alpha-abcdefgh-abcdefgh-abcdefs/{id}";

type Schemas = components["schemas"];
export type AlphaAbcdefghAbcdefghAbcdef = Schemas["AlphaAbcdefghAbcdefghAbcdef"];
export type AlphaAbcdefghAbcdefghAbcdefInput = Schemas["AlphaAbcdefghAbcdefghAbcdefInput"];
export type AlphaAbcdefghAbcdefghAbcdefPatch = Schemas["AlphaAbcdefghAbcdefghAbcdefPatch"];
export type AlphaAbcdefghAbcdefghAbcdefQuery = NonNullable<
  paths[typeof ITEMS]["get"]["parameters"]["query"]
>;
export type AlphaAbcdefghAbcdefghAbcdefList = List<
  AlphaAbcdefghAbcdefghAbcdef,
  AlphaAbcdefghAbcdefghAbcdefQuery
>;
type AlphaAbcdefghAbcdefghAbcdefModel = Model<
  AlphaAbcdefghAbcdefghAbcdef,
  AlphaAbcdefghAbcdefghAbcdefInput,
  AlphaAbcdefghAbcdefghAbcdefPatch,
  AlphaAbcdefghAbcdefghAbcdefQuery
>;

/** The orders of a list that are not by age. */
export const alphaAbcdefghAbcdefghAbcdefSorts: ReadonlyMap<string, string> = new Map([
  ["name_abcdefgh_abcdefgh_abcdefg", "Name abcdefgh abcdefgh abcdefg, A to Z"],
  ["-name_abcdefgh_abcdefgh_abcdefg", "Name abcdefgh abcdefgh abcdefg, Z to A"],
]);

export const alphaAbcdefghAbcdefghAbcdefModel: AlphaAbcdefghAbcdefghAbcdefModel = {
  name: "alpha_abcdefgh_abcdefgh_abcdef",
  path: ITEMS,
  singular: "Alpha abcdefgh abcdefgh abcdef",
  plural: "Alpha abcdefgh abcdefgh abcdefs",
  access: ACCESS.models.alpha_abcdefgh_abcdefgh_abcdef,
  indexes: INDEXES.alpha_abcdefgh_abcdefgh_abcdef,
  isSearchable: true,
  label: (item) => item.name_abcdefgh_abcdefgh_abcdefg,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useAlphaAbcdefghAbcdefghAbcdefList(query?: AlphaAbcdefghAbcdefghAbcdefQuery) {
  return useList(alphaAbcdefghAbcdefghAbcdefModel, query);
}

export function useAlphaAbcdefghAbcdefghAbcdef(id: string) {
  return useItem(alphaAbcdefghAbcdefghAbcdefModel, id);
}

export function useAlphaAbcdefghAbcdefghAbcdefForm(item?: AlphaAbcdefghAbcdefghAbcdef) {
  return useForm(alphaAbcdefghAbcdefghAbcdefModel, item);
}
