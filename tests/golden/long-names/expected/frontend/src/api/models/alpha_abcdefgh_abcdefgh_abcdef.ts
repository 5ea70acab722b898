import { model } from "../../generated/models/alpha_abcdefgh_abcdefgh_abcdef";
import type { Resource } from "../../models/types";
import { api, ifMatch, unwrap } from "../client";
import type { components, paths } from "../schema";

type Schemas = components["schemas"];
export type Item = Schemas["AlphaAbcdefghAbcdefghAbcdef"];
export type Input = Schemas["AlphaAbcdefghAbcdefghAbcdefInput"];
export type Patch = Schemas["AlphaAbcdefghAbcdefghAbcdefPatch"];
export type Query = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;

const ITEMS = "/alpha-abcdefgh-abcdefgh-abcdefs";
const ITEM = "/alpha-abcdefgh-abcdefgh-abcdefs/{id}";

export const resource: Resource<Item, Input, Patch, Query> = {
  model,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};
