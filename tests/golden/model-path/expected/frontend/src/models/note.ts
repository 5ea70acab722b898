import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/jottings";
const ITEM = "/jottings/{id}";

type Schemas = components["schemas"];
export type Note = Schemas["Note"];
export type NoteInput = Schemas["NoteInput"];
export type NotePatch = Schemas["NotePatch"];
export type NoteQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type NoteList = List<Note, NoteQuery>;
type NoteModel = Model<Note, NoteInput, NotePatch, NoteQuery>;

export const noteModel: NoteModel = {
  name: "note",
  path: ITEMS,
  singular: "Note",
  plural: "Notes",
  access: ACCESS.models.note,
  indexes: INDEXES.note,
  label: (item) => item.title,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useNoteList(query?: NoteQuery) {
  return useList(noteModel, query);
}

export function useNote(id: string) {
  return useItem(noteModel, id);
}

export function useNoteForm(item?: Note) {
  return useForm(noteModel, item);
}
