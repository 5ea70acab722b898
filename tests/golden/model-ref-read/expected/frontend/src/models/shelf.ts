import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/shelves";
const ITEM = "/shelves/{id}";

type Schemas = components["schemas"];
export type Shelf = Schemas["Shelf"];
export type ShelfInput = Schemas["ShelfInput"];
export type ShelfPatch = Schemas["ShelfPatch"];
export type ShelfQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type ShelfList = List<Shelf, ShelfQuery>;
type ShelfModel = Model<Shelf, ShelfInput, ShelfPatch, ShelfQuery>;

/** The orders of a list that are not by age. */
export const shelfSorts: ReadonlyMap<string, string> = new Map([
  ["label", "Label, A to Z"],
  ["-label", "Label, Z to A"],
]);

export const shelfModel: ShelfModel = {
  name: "shelf",
  path: ITEMS,
  singular: "Shelf",
  plural: "Shelves",
  access: ACCESS.models.shelf,
  indexes: INDEXES.shelf,
  isSearchable: true,
  label: (item) => item.label,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useShelfList(query?: ShelfQuery) {
  return useList(shelfModel, query);
}

export function useShelf(id: string) {
  return useItem(shelfModel, id);
}

export function useShelfForm(item?: Shelf) {
  return useForm(shelfModel, item);
}
