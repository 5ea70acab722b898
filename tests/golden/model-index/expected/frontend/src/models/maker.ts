import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/makers";
const ITEM = "/makers/{id}";

type Schemas = components["schemas"];
export type Maker = Schemas["Maker"];
export type MakerInput = Schemas["MakerInput"];
export type MakerPatch = Schemas["MakerPatch"];
export type MakerQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type MakerList = List<Maker, MakerQuery>;
type MakerModel = Model<Maker, MakerInput, MakerPatch, MakerQuery>;

/** The orders of a list that are not by age. */
export const makerSorts: ReadonlyMap<string, string> = new Map([
  ["name", "Name, A to Z"],
  ["-name", "Name, Z to A"],
]);

export const makerModel: MakerModel = {
  name: "maker",
  path: ITEMS,
  singular: "Maker",
  plural: "Makers",
  access: ACCESS.models.maker,
  indexes: INDEXES.maker,
  isSearchable: true,
  label: (item) => item.name,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useMakerList(query?: MakerQuery) {
  return useList(makerModel, query);
}

export function useMaker(id: string) {
  return useItem(makerModel, id);
}

export function useMakerForm(item?: Maker) {
  return useForm(makerModel, item);
}
