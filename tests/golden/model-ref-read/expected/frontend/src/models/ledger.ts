import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/ledgers";
const ITEM = "/ledgers/{id}";

type Schemas = components["schemas"];
export type Ledger = Schemas["Ledger"];
export type LedgerInput = Schemas["LedgerInput"];
export type LedgerPatch = Schemas["LedgerPatch"];
export type LedgerQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type LedgerList = List<Ledger, LedgerQuery>;
type LedgerModel = Model<Ledger, LedgerInput, LedgerPatch, LedgerQuery>;

export const ledgerModel: LedgerModel = {
  name: "ledger",
  path: ITEMS,
  singular: "Ledger",
  plural: "Ledgers",
  access: ACCESS.models.ledger,
  indexes: INDEXES.ledger,
  isSearchable: false,
  label: (item) => `Ledger ${item.id.slice(-6)}`,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useLedgerList(query?: LedgerQuery) {
  return useList(ledgerModel, query);
}

export function useLedger(id: string) {
  return useItem(ledgerModel, id);
}

export function useLedgerForm(item?: Ledger) {
  return useForm(ledgerModel, item);
}
