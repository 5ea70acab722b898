import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/beta-abcdefgh-abcdefgh-abcdefgs";
const ITEM = "/beta-abcdefgh-abcdefgh-abcdefgs/{id}";
const FILE = "/beta-abcdefgh-abcdefgh-abcdefgs/{id}/files/{field}";

type Schemas = components["schemas"];
export type BetaAbcdefghAbcdefghAbcdefg = Schemas["BetaAbcdefghAbcdefghAbcdefg"];
export type BetaAbcdefghAbcdefghAbcdefgInput = Schemas["BetaAbcdefghAbcdefghAbcdefgInput"];
export type BetaAbcdefghAbcdefghAbcdefgPatch = Schemas["BetaAbcdefghAbcdefghAbcdefgPatch"];
export type BetaAbcdefghAbcdefghAbcdefgQuery = NonNullable<
  paths[typeof ITEMS]["get"]["parameters"]["query"]
>;
export type BetaAbcdefghAbcdefghAbcdefgList = List<
  BetaAbcdefghAbcdefghAbcdefg,
  BetaAbcdefghAbcdefghAbcdefgQuery
>;
type BetaAbcdefghAbcdefghAbcdefgModel = Model<
  BetaAbcdefghAbcdefghAbcdefg,
  BetaAbcdefghAbcdefghAbcdefgInput,
  BetaAbcdefghAbcdefghAbcdefgPatch,
  BetaAbcdefghAbcdefghAbcdefgQuery
>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF = new Map<
  NonNullable<BetaAbcdefghAbcdefghAbcdefg["state_abcdefgh_abcdefgh_abcdef"]>,
  string
>([
  ["uploaded-abcdefgh-abcdefgh-abcde", "Uploaded abcdefgh abcdefgh abcde"],
  ["processing-abcdefgh-abcdefgh-abc", "Processing abcdefgh abcdefgh abc"],
  ["finished-abcdefgh-abcdefgh-abcde", "Finished abcdefgh abcdefgh abcde"],
]);

export const betaAbcdefghAbcdefghAbcdefgPatterns = {
  title_abcdefgh_abcdefgh_abcdef: "^(?:[A-Z].*)$",
};

export const betaAbcdefghAbcdefghAbcdefgModel: BetaAbcdefghAbcdefghAbcdefgModel = {
  name: "beta_abcdefgh_abcdefgh_abcdefg",
  path: ITEMS,
  singular: "Beta abcdefgh abcdefgh abcdefg",
  plural: "Beta abcdefgh abcdefgh abcdefgs",
  access: ACCESS.models.beta_abcdefgh_abcdefgh_abcdefg,
  indexes: INDEXES.beta_abcdefgh_abcdefgh_abcdefg,
  isSearchable: false,
  label: (item) => item.title_abcdefgh_abcdefgh_abcdef,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

const DEFAULTS: Partial<BetaAbcdefghAbcdefghAbcdefgInput> = {
  title_abcdefgh_abcdefgh_abcdef: "Untitled",
  state_abcdefgh_abcdefgh_abcdef: "processing-abcdefgh-abcdefgh-abc",
};

export function useBetaAbcdefghAbcdefghAbcdefgList(query?: BetaAbcdefghAbcdefghAbcdefgQuery) {
  return useList(betaAbcdefghAbcdefghAbcdefgModel, query);
}

export function useBetaAbcdefghAbcdefghAbcdefg(id: string) {
  return useItem(betaAbcdefghAbcdefghAbcdefgModel, id);
}

export function useBetaAbcdefghAbcdefghAbcdefgForm(item?: BetaAbcdefghAbcdefghAbcdefg) {
  return useForm(betaAbcdefghAbcdefghAbcdefgModel, item, DEFAULTS);
}
