import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/groups";
const ITEM = "/groups/{id}";

type Schemas = components["schemas"];
export type Group = Schemas["Group"];
export type GroupInput = Schemas["GroupInput"];
export type GroupPatch = Schemas["GroupPatch"];
export type GroupQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type GroupList = List<Group, GroupQuery>;
type GroupModel = Model<Group, GroupInput, GroupPatch, GroupQuery>;

/** The orders of a list that are not by age. */
export const groupSorts: ReadonlyMap<string, string> = new Map([
  ["name", "Name, A to Z"],
  ["-name", "Name, Z to A"],
]);

export const groupModel: GroupModel = {
  name: "group",
  path: ITEMS,
  singular: "Group",
  plural: "Groups",
  access: ACCESS.models.group,
  indexes: INDEXES.group,
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

export function useGroupList(query?: GroupQuery) {
  return useList(groupModel, query);
}

export function useGroup(id: string) {
  return useItem(groupModel, id);
}

export function useGroupForm(item?: Group) {
  return useForm(groupModel, item);
}
