import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/parts";
const ITEM = "/parts/{id}";

type Schemas = components["schemas"];
export type Part = Schemas["Part"];
export type PartInput = Schemas["PartInput"];
export type PartPatch = Schemas["PartPatch"];
export type PartQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type PartList = List<Part, PartQuery>;
type PartModel = Model<Part, PartInput, PartPatch, PartQuery>;

export const PART_KIND = new Map<NonNullable<Part["kind"]>, string>([
  ["bolt", "Bolt"],
  ["nut", "Nut"],
]);

/** The orders of a list that are not by age. */
export const partSorts: ReadonlyMap<string, string> = new Map([
  ["size", "Size, lowest first"],
  ["-size", "Size, highest first"],
  ["weight", "Weight, lowest first"],
  ["-weight", "Weight, highest first"],
  ["made", "Made, earliest first"],
  ["-made", "Made, latest first"],
  ["checked", "Checked, earliest first"],
  ["-checked", "Checked, latest first"],
]);

export const partModel: PartModel = {
  name: "part",
  path: ITEMS,
  singular: "Part",
  plural: "Parts",
  access: ACCESS.models.part,
  indexes: INDEXES.part,
  isSearchable: false,
  label: (item) => item.name,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function usePartList(query?: PartQuery) {
  return useList(partModel, query);
}

export function usePart(id: string) {
  return useItem(partModel, id);
}

export function usePartForm(item?: Part) {
  return useForm(partModel, item);
}
