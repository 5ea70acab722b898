import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { session } from "../auth/session";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/authors";
const ITEM = "/authors/{id}";
// What answers to nobody in particular leave out is under /me.
const USER_ITEMS = "/me/authors";
const USER_ITEM = "/me/authors/{id}";

const isSignedIn = () => session.get().status === "signed-in";

type Schemas = components["schemas"];
export type Author = Schemas["Author"];
export type AuthorInput = Schemas["AuthorInput"];
export type AuthorPatch = Schemas["AuthorPatch"];
export type AuthorQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type AuthorList = List<Author, AuthorQuery>;
type AuthorModel = Model<Author, AuthorInput, AuthorPatch, AuthorQuery>;

/** The orders of a list that are not by age. */
export const authorSorts: ReadonlyMap<string, string> = new Map([
  ["name", "Name, A to Z"],
  ["-name", "Name, Z to A"],
]);

export const authorModel: AuthorModel = {
  name: "author",
  path: ITEMS,
  singular: "Author",
  plural: "Authors",
  access: ACCESS.models.author,
  indexes: INDEXES.author,
  isSearchable: true,
  label: (item) => item.name,
  list: (query) => unwrap(api().GET(isSignedIn() ? USER_ITEMS : ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(isSignedIn() ? USER_ITEM : ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useAuthorList(query?: AuthorQuery) {
  return useList(authorModel, query);
}

export function useAuthor(id: string) {
  return useItem(authorModel, id);
}

export function useAuthorForm(item?: Author) {
  return useForm(authorModel, item);
}
