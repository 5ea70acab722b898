import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/comments";
const ITEM = "/comments/{id}";

type Schemas = components["schemas"];
export type Comment = Schemas["Comment"];
export type CommentInput = Schemas["CommentInput"];
export type CommentPatch = Schemas["CommentPatch"];
export type CommentQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type CommentList = List<Comment, CommentQuery>;
type CommentModel = Model<Comment, CommentInput, CommentPatch, CommentQuery>;

export const commentModel: CommentModel = {
  name: "comment",
  path: ITEMS,
  singular: "Comment",
  plural: "Comments",
  access: ACCESS.models.comment,
  indexes: INDEXES.comment,
  label: (item) => item.body,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useCommentList(query?: CommentQuery) {
  return useList(commentModel, query);
}

export function useComment(id: string) {
  return useItem(commentModel, id);
}

export function useCommentForm(item?: Comment) {
  return useForm(commentModel, item);
}
