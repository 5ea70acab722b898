import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/series-lists";
const ITEM = "/series-lists/{id}";

type Schemas = components["schemas"];
export type SeriesList = Schemas["SeriesList"];
export type SeriesListInput = Schemas["SeriesListInput"];
export type SeriesListPatch = Schemas["SeriesListPatch"];
export type SeriesListQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type SeriesListList = List<SeriesList, SeriesListQuery>;
type SeriesListModel = Model<SeriesList, SeriesListInput, SeriesListPatch, SeriesListQuery>;

/** The orders of a list that are not by age. */
export const seriesListSorts: ReadonlyMap<string, string> = new Map([
  ["name", "Name, A to Z"],
  ["-name", "Name, Z to A"],
]);

export const seriesListModel: SeriesListModel = {
  name: "series_list",
  path: ITEMS,
  singular: "Series list",
  plural: "Series lists",
  access: ACCESS.models.series_list,
  indexes: INDEXES.series_list,
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

export function useSeriesListList(query?: SeriesListQuery) {
  return useList(seriesListModel, query);
}

export function useSeriesList(id: string) {
  return useItem(seriesListModel, id);
}

export function useSeriesListForm(item?: SeriesList) {
  return useForm(seriesListModel, item);
}
