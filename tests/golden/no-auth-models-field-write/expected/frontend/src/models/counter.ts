import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/counters";
const ITEM = "/counters/{id}";

type Schemas = components["schemas"];
export type Counter = Schemas["Counter"];
export type CounterInput = Schemas["CounterInput"];
export type CounterPatch = Schemas["CounterPatch"];
export type CounterQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type CounterList = List<Counter, CounterQuery>;
type CounterModel = Model<Counter, CounterInput, CounterPatch, CounterQuery>;

export const counterModel: CounterModel = {
  name: "counter",
  path: ITEMS,
  singular: "Counter",
  plural: "Counters",
  indexes: INDEXES.counter,
  isSearchable: false,
  label: (item) => `Counter ${item.id.slice(-6)}`,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useCounterList(query?: CounterQuery) {
  return useList(counterModel, query);
}

export function useCounter(id: string) {
  return useItem(counterModel, id);
}

export function useCounterForm(item?: Counter) {
  return useForm(counterModel, item);
}
