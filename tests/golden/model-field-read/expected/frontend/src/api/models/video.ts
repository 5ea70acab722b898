import { model } from "../../generated/models/video";
import type { Resource } from "../../models/types";
import { api, ifMatch, unwrap } from "../client";
import type { components, paths } from "../schema";

type Schemas = components["schemas"];
export type Item = Schemas["Video"];
export type Input = Schemas["VideoInput"];
export type Patch = Schemas["VideoPatch"];
export type Query = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

const ITEMS = "/videos";
const ITEM = "/videos/{id}";
const FILE = "/videos/{id}/files/{field}";

export const resource: Resource<Item, Input, Patch, Query, FileField> = {
  model,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};
