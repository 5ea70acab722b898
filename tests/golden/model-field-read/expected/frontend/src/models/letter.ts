import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/letters";
const ITEM = "/letters/{id}";

type Schemas = components["schemas"];
export type Letter = Schemas["Letter"];
export type LetterInput = Schemas["LetterInput"];
export type LetterPatch = Schemas["LetterPatch"];
export type LetterQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type LetterList = List<Letter, LetterQuery>;
type LetterModel = Model<Letter, LetterInput, LetterPatch, LetterQuery>;

export const letterModel: LetterModel = {
  name: "letter",
  path: ITEMS,
  singular: "Letter",
  plural: "Letters",
  access: ACCESS.models.letter,
  indexes: INDEXES.letter,
  isSearchable: false,
  label: (item) => item.body,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useLetterList(query?: LetterQuery) {
  return useList(letterModel, query);
}

export function useLetter(id: string) {
  return useItem(letterModel, id);
}

export function useLetterForm(item?: Letter) {
  return useForm(letterModel, item);
}
