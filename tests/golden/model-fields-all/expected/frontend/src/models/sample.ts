import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/samples";
const ITEM = "/samples/{id}";
const FILE = "/samples/{id}/files/{field}";

type Schemas = components["schemas"];
export type Sample = Schemas["Sample"];
export type SampleInput = Schemas["SampleInput"];
export type SamplePatch = Schemas["SamplePatch"];
export type SampleQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type SampleList = List<Sample, SampleQuery>;
type SampleModel = Model<Sample, SampleInput, SamplePatch, SampleQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const SAMPLE_STATE = new Map<NonNullable<Sample["state"]>, string>([
  ["draft", "Draft"],
  ["sent", "Sent"],
]);

export const SAMPLE_MOOD = new Map<NonNullable<Sample["mood"]>, string>([
  ["good", "Good"],
  ["bad", "Bad"],
]);

export const SAMPLE_LEVEL = new Map<NonNullable<Sample["level"]>, string>([
  ["low", "Low"],
  ["high", "High"],
]);

export const samplePatterns = {
  coded: "^(?:[A-Z]{2}-[0-9]+)$",
};

export const sampleModel: SampleModel = {
  name: "sample",
  path: ITEMS,
  singular: "Sample",
  plural: "Samples",
  access: ACCESS.models.sample,
  indexes: INDEXES.sample,
  isSearchable: false,
  label: (item) => item.plain,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

const DEFAULTS: Partial<SampleInput> = {
  titled: "Untitled",
  count_bounded: 0,
  ratio_bounded: 0.25,
  active: false,
  visible: true,
  joined: "2026-01-31",
  feed: "https://example.com/feed",
  level: "low",
  tags: [],
};

export function useSampleList(query?: SampleQuery) {
  return useList(sampleModel, query);
}

export function useSample(id: string) {
  return useItem(sampleModel, id);
}

export function useSampleForm(item?: Sample) {
  return useForm(sampleModel, item, DEFAULTS);
}
