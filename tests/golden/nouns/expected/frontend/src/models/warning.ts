import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/warnings";
const ITEM = "/warnings/{id}";
const FILE = "/warnings/{id}/files/{field}";

type Schemas = components["schemas"];
export type Warning = Schemas["Warning"];
export type WarningInput = Schemas["WarningInput"];
export type WarningPatch = Schemas["WarningPatch"];
export type WarningQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type WarningList = List<Warning, WarningQuery>;
type WarningModel = Model<Warning, WarningInput, WarningPatch, WarningQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const WARNING_OWNER_STATUS = new Map<NonNullable<Warning["owner_status"]>, string>([
  ["new", "New"],
  ["old", "Old"],
]);

export const WARNING_STATUS = new Map<NonNullable<Warning["status"]>, string>([
  [
    "a long value with many words that goes on and on and on until the very end of all the words in it",
    "A long value with many words that goes on and on and on until the very end of all the words in it",
  ],
  ["it's \u0022${quoted}\u0022 {{ and }} <b>", "It's \u0022${quoted}\u0022 {{ and }} <b>"],
  ["null", "Null"],
]);

export const warningPatterns = {
  code: "^(?:(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{8,})$",
  remark: "^(?:\\S+(\\s\\S+)*)$",
  fixed: "^(?:once)$",
};

export const warningModel: WarningModel = {
  name: "warning",
  path: ITEMS,
  singular: "Warning",
  plural: "Warnings",
  access: ACCESS.models.warning,
  indexes: INDEXES.warning,
  isSearchable: false,
  label: (item) => item.text,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

const DEFAULTS: Partial<WarningInput> = {
  active: false,
  list: [],
  owner_status: "new",
  status: "null",
};

export function useWarningList(query?: WarningQuery) {
  return useList(warningModel, query);
}

export function useWarning(id: string) {
  return useItem(warningModel, id);
}

export function useWarningForm(item?: Warning) {
  return useForm(warningModel, item, DEFAULTS);
}
