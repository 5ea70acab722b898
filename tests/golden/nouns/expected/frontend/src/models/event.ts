import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/events";
const ITEM = "/events/{id}";

type Schemas = components["schemas"];
export type Event = Schemas["Event"];
export type EventInput = Schemas["EventInput"];
export type EventPatch = Schemas["EventPatch"];
export type EventQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type EventList = List<Event, EventQuery>;
type EventModel = Model<Event, EventInput, EventPatch, EventQuery>;

export const eventModel: EventModel = {
  name: "event",
  path: ITEMS,
  singular: "Event",
  plural: "Events",
  access: ACCESS.models.event,
  indexes: INDEXES.event,
  isSearchable: false,
  label: (item) => item.title,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useEventList(query?: EventQuery) {
  return useList(eventModel, query);
}

export function useEvent(id: string) {
  return useItem(eventModel, id);
}

export function useEventForm(item?: Event) {
  return useForm(eventModel, item);
}
