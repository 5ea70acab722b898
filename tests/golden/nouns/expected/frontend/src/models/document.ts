import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/documents";
const ITEM = "/documents/{id}";
const FILE = "/documents/{id}/files/{field}";

type Schemas = components["schemas"];
export type Document = Schemas["Document"];
export type DocumentInput = Schemas["DocumentInput"];
export type DocumentPatch = Schemas["DocumentPatch"];
export type DocumentQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type DocumentList = List<Document, DocumentQuery>;
type DocumentModel = Model<Document, DocumentInput, DocumentPatch, DocumentQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const documentModel: DocumentModel = {
  name: "document",
  path: ITEMS,
  singular: "Document",
  plural: "Documents",
  access: ACCESS.models.document,
  indexes: INDEXES.document,
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

export function useDocumentList(query?: DocumentQuery) {
  return useList(documentModel, query);
}

export function useDocument(id: string) {
  return useItem(documentModel, id);
}

export function useDocumentForm(item?: Document) {
  return useForm(documentModel, item);
}
