import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/books";
const ITEM = "/books/{id}";
const FILE = "/books/{id}/files/{field}";

type Schemas = components["schemas"];
export type Book = Schemas["Book"];
export type BookInput = Schemas["BookInput"];
export type BookPatch = Schemas["BookPatch"];
export type BookQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type BookList = List<Book, BookQuery>;
type BookModel = Model<Book, BookInput, BookPatch, BookQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const BOOK_KIND = new Map<NonNullable<Book["kind"]>, string>([
  ["novel", "Novel"],
  ["essay", "Essay"],
]);

export const bookModel: BookModel = {
  name: "book",
  path: ITEMS,
  singular: "Book",
  plural: "Books",
  indexes: INDEXES.book,
  isSearchable: false,
  label: (item) => item.title,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

const DEFAULTS: Partial<BookInput> = {
  kind: "novel",
};

export function useBookList(query?: BookQuery) {
  return useList(bookModel, query);
}

export function useBook(id: string) {
  return useItem(bookModel, id);
}

export function useBookForm(item?: Book) {
  return useForm(bookModel, item, DEFAULTS);
}
