import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { ACCESS } from "../generated/access";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/reports";
const ITEM = "/reports/{id}";

type Schemas = components["schemas"];
export type Report = Schemas["Report"];
export type ReportInput = Schemas["ReportInput"];
export type ReportPatch = Schemas["ReportPatch"];
export type ReportQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type ReportList = List<Report, ReportQuery>;
type ReportModel = Model<Report, ReportInput, ReportPatch, ReportQuery>;

export const REPORT_KIND = new Map<NonNullable<Report["kind"]>, string>([
  ["week", "Week"],
  ["month", "Month"],
]);

export const reportModel: ReportModel = {
  name: "report",
  path: ITEMS,
  singular: "Report",
  plural: "Reports",
  access: ACCESS.models.report,
  indexes: INDEXES.report,
  label: (item) => item.body,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
};

export function useReportList(query?: ReportQuery) {
  return useList(reportModel, query);
}

export function useReport(id: string) {
  return useItem(reportModel, id);
}

export function useReportForm(item?: Report) {
  return useForm(reportModel, item);
}
