import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/secrets";
const ITEM = "/secrets/{id}";

type Schemas = components["schemas"];
export type Secret = Schemas["Secret"];
export type SecretInput = Schemas["SecretInput"];
export type SecretPatch = Schemas["SecretPatch"];
export type SecretQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type SecretList = List<Secret, SecretQuery>;
type SecretModel = Model<Secret, SecretInput, SecretPatch, SecretQuery>;

export const secretModel: SecretModel = {
  name: "secret",
  path: ITEMS,
  singular: "Secret",
  plural: "Secrets",
  access: ACCESS.models.secret,
  indexes: INDEXES.secret,
  label: (item) => item.body,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useSecretList(query?: SecretQuery) {
  return useList(secretModel, query);
}

export function useSecret(id: string) {
  return useItem(secretModel, id);
}

export function useSecretForm(item?: Secret) {
  return useForm(secretModel, item);
}
