import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/members";
const ITEM = "/members/{id}";

type Schemas = components["schemas"];
export type Member = Schemas["Member"];
export type MemberInput = Schemas["MemberInput"];
export type MemberPatch = Schemas["MemberPatch"];
export type MemberQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type MemberList = List<Member, MemberQuery>;
type MemberModel = Model<Member, MemberInput, MemberPatch, MemberQuery>;

/** The orders of a list that are not by age. */
export const memberSorts: ReadonlyMap<string, string> = new Map([
  ["name", "Name, A to Z"],
  ["-name", "Name, Z to A"],
]);

export const memberModel: MemberModel = {
  name: "member",
  path: ITEMS,
  singular: "Member",
  plural: "Members",
  access: ACCESS.models.member,
  indexes: INDEXES.member,
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

export function useMemberList(query?: MemberQuery) {
  return useList(memberModel, query);
}

export function useMember(id: string) {
  return useItem(memberModel, id);
}

export function useMemberForm(item?: Member) {
  return useForm(memberModel, item);
}
