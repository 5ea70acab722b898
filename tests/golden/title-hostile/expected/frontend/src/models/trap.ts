import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/traps";
const ITEM = "/traps/{id}";

type Schemas = components["schemas"];
export type Trap = Schemas["Trap"];
export type TrapInput = Schemas["TrapInput"];
export type TrapPatch = Schemas["TrapPatch"];
export type TrapQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type TrapList = List<Trap, TrapQuery>;
type TrapModel = Model<Trap, TrapInput, TrapPatch, TrapQuery>;

export const TRAP_CHOICE = new Map<NonNullable<Trap["choice"]>, string>([
  ["double \u0022 quote", "Double \u0022 quote"],
  ["single ' quote", "Single ' quote"],
  ["back\\slash and `tick`", "Back\\slash and `tick`"],
  ["${dollar} $${two} {{mustache}} <%= erb %>", "${dollar} $${two} {{mustache}} <%= erb %>"],
  ["</script><script>alert(1)</script>", "</script><script>alert(1)</script>"],
  ["*/ comment end", "*/ comment end"],
  ["line\nbreak", "Line\nbreak"],
  ["tab\there", "Tab\there"],
  ["😀 é 日本", "😀 é 日本"],
  [
    "separator\u2028paragraph\u2029next\u0085mark\ufeff",
    "Separator\u2028paragraph\u2029next\u0085mark\ufeff",
  ],
  ["yes", "Yes"],
  ["null", "Null"],
  ["1e3", "1e3"],
  ["# hash", "# hash"],
  ["- dash: colon", "Dash: colon"],
  [" spaces ", "Spaces"],
  ["100%", "100%"],
]);

export const trapPatterns = {
  code: "^(?:[\u0022'\\\\/`${}<>*]+|a\\.b|\\d{2}/\\w)$",
};

export const trapModel: TrapModel = {
  name: "trap",
  path: ITEMS,
  singular: "Trap",
  plural: "Traps",
  access: ACCESS.models.trap,
  indexes: INDEXES.trap,
  label: (item) => item.code,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

const DEFAULTS: Partial<TrapInput> = {
  choice: "*/ comment end",
  quoted: "a \u0022b\u0022 'c' \\ ${d} {{e}} */ </script>",
  story: "one\ntwo 😀\n\n\u0022\u0022\u0022three\u0022\u0022\u0022",
};

export function useTrapList(query?: TrapQuery) {
  return useList(trapModel, query);
}

export function useTrap(id: string) {
  return useItem(trapModel, id);
}

export function useTrapForm(item?: Trap) {
  return useForm(trapModel, item, DEFAULTS);
}
