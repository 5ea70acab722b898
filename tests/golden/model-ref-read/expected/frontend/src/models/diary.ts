import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/diaries";
const ITEM = "/diaries/{id}";
const FILE = "/diaries/{id}/files/{field}";

type Schemas = components["schemas"];
export type Diary = Schemas["Diary"];
export type DiaryInput = Schemas["DiaryInput"];
export type DiaryPatch = Schemas["DiaryPatch"];
export type DiaryQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type DiaryList = List<Diary, DiaryQuery>;
type DiaryModel = Model<Diary, DiaryInput, DiaryPatch, DiaryQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const diaryModel: DiaryModel = {
  name: "diary",
  path: ITEMS,
  singular: "Diary",
  plural: "Diaries",
  access: ACCESS.models.diary,
  indexes: INDEXES.diary,
  isSearchable: false,
  label: (item) => `Diary ${item.id.slice(-6)}`,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

export function useDiaryList(query?: DiaryQuery) {
  return useList(diaryModel, query);
}

export function useDiary(id: string) {
  return useItem(diaryModel, id);
}

export function useDiaryForm(item?: Diary) {
  return useForm(diaryModel, item);
}
