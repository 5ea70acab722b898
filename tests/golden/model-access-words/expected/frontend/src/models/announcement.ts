import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/announcements";
const ITEM = "/announcements/{id}";

type Schemas = components["schemas"];
export type Announcement = Schemas["Announcement"];
export type AnnouncementInput = Schemas["AnnouncementInput"];
export type AnnouncementPatch = Schemas["AnnouncementPatch"];
export type AnnouncementQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type AnnouncementList = List<Announcement, AnnouncementQuery>;
type AnnouncementModel = Model<
  Announcement,
  AnnouncementInput,
  AnnouncementPatch,
  AnnouncementQuery
>;

export const announcementModel: AnnouncementModel = {
  name: "announcement",
  path: ITEMS,
  singular: "Announcement",
  plural: "Announcements",
  access: ACCESS.models.announcement,
  indexes: INDEXES.announcement,
  label: (item) => item.title,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useAnnouncementList(query?: AnnouncementQuery) {
  return useList(announcementModel, query);
}

export function useAnnouncement(id: string) {
  return useItem(announcementModel, id);
}

export function useAnnouncementForm(item?: Announcement) {
  return useForm(announcementModel, item);
}
