import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/people";
const ITEM = "/people/{id}";

type Schemas = components["schemas"];
export type Person = Schemas["Person"];
export type PersonInput = Schemas["PersonInput"];
export type PersonPatch = Schemas["PersonPatch"];
export type PersonQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type PersonList = List<Person, PersonQuery>;
type PersonModel = Model<Person, PersonInput, PersonPatch, PersonQuery>;

export const personModel: PersonModel = {
  name: "person",
  path: ITEMS,
  singular: "Person",
  plural: "People",
  access: ACCESS.models.person,
  indexes: INDEXES.person,
  label: (item) => item.email,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function usePersonList(query?: PersonQuery) {
  return useList(personModel, query);
}

export function usePerson(id: string) {
  return useItem(personModel, id);
}

export function usePersonForm(item?: Person) {
  return useForm(personModel, item);
}
