import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/topics";
const ITEM = "/topics/{id}";

type Schemas = components["schemas"];
export type Topic = Schemas["Topic"];
export type TopicInput = Schemas["TopicInput"];
export type TopicPatch = Schemas["TopicPatch"];
export type TopicQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type TopicList = List<Topic, TopicQuery>;
type TopicModel = Model<Topic, TopicInput, TopicPatch, TopicQuery>;

export const topicModel: TopicModel = {
  name: "topic",
  path: ITEMS,
  singular: "Topic",
  plural: "Topics",
  access: ACCESS.models.topic,
  indexes: INDEXES.topic,
  label: (item) => item.name,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useTopicList(query?: TopicQuery) {
  return useList(topicModel, query);
}

export function useTopic(id: string) {
  return useItem(topicModel, id);
}

export function useTopicForm(item?: Topic) {
  return useForm(topicModel, item);
}
