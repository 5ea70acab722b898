import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/channels";
const ITEM = "/channels/{id}";

type Schemas = components["schemas"];
export type Channel = Schemas["Channel"];
export type ChannelInput = Schemas["ChannelInput"];
export type ChannelPatch = Schemas["ChannelPatch"];
export type ChannelQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type ChannelList = List<Channel, ChannelQuery>;
type ChannelModel = Model<Channel, ChannelInput, ChannelPatch, ChannelQuery>;

/** The orders of a list that are not by age. */
export const channelSorts: ReadonlyMap<string, string> = new Map([
  ["name", "Name, A to Z"],
  ["-name", "Name, Z to A"],
]);

export const channelModel: ChannelModel = {
  name: "channel",
  path: ITEMS,
  singular: "Channel",
  plural: "Channels",
  access: ACCESS.models.channel,
  indexes: INDEXES.channel,
  isSearchable: true,
  label: (item) => item.name,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useChannelList(query?: ChannelQuery) {
  return useList(channelModel, query);
}

export function useChannel(id: string) {
  return useItem(channelModel, id);
}

export function useChannelForm(item?: Channel) {
  return useForm(channelModel, item);
}
