import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { session } from "../auth/session";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/books";
const ITEM = "/books/{id}";
// What answers to nobody in particular leave out is under /me.
const USER_ITEMS = "/me/books";
const USER_ITEM = "/me/books/{id}";
const FILE = "/books/{id}/files/{field}";
const USER_FILE = "/me/books/{id}/files/{field}";

const isSignedIn = () => session.get().status === "signed-in";

type Schemas = components["schemas"];
export type Book = Schemas["Book"];
export type BookInput = Schemas["BookInput"];
export type BookPatch = Schemas["BookPatch"];
export type BookQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type BookList = List<Book, BookQuery>;
type BookModel = Model<Book, BookInput, BookPatch, BookQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const bookModel: BookModel = {
  name: "book",
  path: ITEMS,
  singular: "Book",
  plural: "Books",
  access: ACCESS.models.book,
  indexes: INDEXES.book,
  isSearchable: false,
  label: (item) => item.title,
  list: (query) => unwrap(api().GET(isSignedIn() ? USER_ITEMS : ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(isSignedIn() ? USER_ITEM : ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) =>
    unwrap(api().GET(isSignedIn() ? USER_FILE : FILE, { params: { path: { id, field } } })),
};

export function useBookList(query?: BookQuery) {
  return useList(bookModel, query);
}

export function useBook(id: string) {
  return useItem(bookModel, id);
}

export function useBookForm(item?: Book) {
  return useForm(bookModel, item);
}
