import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/tools";
const ITEM = "/tools/{id}";

type Schemas = components["schemas"];
export type Tool = Schemas["Tool"];
export type ToolInput = Schemas["ToolInput"];
export type ToolPatch = Schemas["ToolPatch"];
export type ToolQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type ToolList = List<Tool, ToolQuery>;
type ToolModel = Model<Tool, ToolInput, ToolPatch, ToolQuery>;

/** The orders of a list that are not by age. */
export const toolSorts: ReadonlyMap<string, string> = new Map([
  ["name", "Name, A to Z"],
  ["-name", "Name, Z to A"],
]);

export const toolModel: ToolModel = {
  name: "tool",
  path: ITEMS,
  singular: "Tool",
  plural: "Tools",
  access: ACCESS.models.tool,
  indexes: INDEXES.tool,
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

export function useToolList(query?: ToolQuery) {
  return useList(toolModel, query);
}

export function useTool(id: string) {
  return useItem(toolModel, id);
}

export function useToolForm(item?: Tool) {
  return useForm(toolModel, item);
}
