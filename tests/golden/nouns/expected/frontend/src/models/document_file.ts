import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/document-files";
const ITEM = "/document-files/{id}";

type Schemas = components["schemas"];
export type DocumentFile = Schemas["DocumentFile"];
export type DocumentFileInput = Schemas["DocumentFileInput"];
export type DocumentFilePatch = Schemas["DocumentFilePatch"];
export type DocumentFileQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type DocumentFileList = List<DocumentFile, DocumentFileQuery>;
type DocumentFileModel = Model<
  DocumentFile,
  DocumentFileInput,
  DocumentFilePatch,
  DocumentFileQuery
>;

export const documentFileModel: DocumentFileModel = {
  name: "document_file",
  path: ITEMS,
  singular: "Document file",
  plural: "Document files",
  access: ACCESS.models.document_file,
  indexes: INDEXES.document_file,
  isSearchable: false,
  label: (item) => item.note,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useDocumentFileList(query?: DocumentFileQuery) {
  return useList(documentFileModel, query);
}

export function useDocumentFile(id: string) {
  return useItem(documentFileModel, id);
}

export function useDocumentFileForm(item?: DocumentFile) {
  return useForm(documentFileModel, item);
}
