import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/sheep";
const ITEM = "/sheep/{id}";

type Schemas = components["schemas"];
export type Sheep = Schemas["Sheep"];
export type SheepInput = Schemas["SheepInput"];
export type SheepPatch = Schemas["SheepPatch"];
export type SheepQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type SheepList = List<Sheep, SheepQuery>;
type SheepModel = Model<Sheep, SheepInput, SheepPatch, SheepQuery>;

export const sheepModel: SheepModel = {
  name: "sheep",
  path: ITEMS,
  singular: "Sheep",
  plural: "Sheep",
  access: ACCESS.models.sheep,
  indexes: INDEXES.sheep,
  label: (item) => item.name,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useSheepList(query?: SheepQuery) {
  return useList(sheepModel, query);
}

export function useSheep(id: string) {
  return useItem(sheepModel, id);
}

export function useSheepForm(item?: Sheep) {
  return useForm(sheepModel, item);
}
