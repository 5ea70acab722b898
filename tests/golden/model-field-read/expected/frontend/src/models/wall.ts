import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { session } from "../auth/session";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/walls";
const ITEM = "/walls/{id}";
// What answers to nobody in particular leave out is under /me.
const USER_ITEMS = "/me/walls";
const USER_ITEM = "/me/walls/{id}";

const isSignedIn = () => session.get().status === "signed-in";

type Schemas = components["schemas"];
export type Wall = Schemas["Wall"];
export type WallInput = Schemas["WallInput"];
export type WallPatch = Schemas["WallPatch"];
export type WallQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type WallList = List<Wall, WallQuery>;
type WallModel = Model<Wall, WallInput, WallPatch, WallQuery>;

export const wallModel: WallModel = {
  name: "wall",
  path: ITEMS,
  singular: "Wall",
  plural: "Walls",
  access: ACCESS.models.wall,
  indexes: INDEXES.wall,
  isSearchable: false,
  label: (item) => item.body,
  list: (query) => unwrap(api().GET(isSignedIn() ? USER_ITEMS : ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(isSignedIn() ? USER_ITEM : ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useWallList(query?: WallQuery) {
  return useList(wallModel, query);
}

export function useWall(id: string) {
  return useItem(wallModel, id);
}

export function useWallForm(item?: Wall) {
  return useForm(wallModel, item);
}
