import { api, ifMatch, unwrap } from "../api/client";
import type { components, paths } from "../api/schema";
import { useForm } from "../data/form";
import { useItem } from "../data/item";
import { type List, useList } from "../data/list";
import type { Model } from "../data/model";
import { INDEXES } from "../generated/indexes";

const ITEMS = "/jobs";
const ITEM = "/jobs/{id}";
const FILE = "/jobs/{id}/files/{field}";

type Schemas = components["schemas"];
export type Job = Schemas["Job"];
export type JobInput = Schemas["JobInput"];
export type JobPatch = Schemas["JobPatch"];
export type JobQuery = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export type JobList = List<Job, JobQuery>;
type JobModel = Model<Job, JobInput, JobPatch, JobQuery>;
type FileField = paths[typeof FILE]["get"]["parameters"]["path"]["field"];

export const JOB_STATE = new Map<NonNullable<Job["state"]>, string>([
  ["waiting", "Waiting"],
  ["done", "Done"],
]);

/** The orders of a list that are not by age. */
export const jobSorts: ReadonlyMap<string, string> = new Map([
  ["title", "Title, A to Z"],
  ["-title", "Title, Z to A"],
]);

export const jobModel: JobModel = {
  name: "job",
  path: ITEMS,
  singular: "Job",
  plural: "Jobs",
  indexes: INDEXES.job,
  isSearchable: true,
  label: (item) => item.title,
  list: (query) => unwrap(api().GET(ITEMS, { params: { query } })),
  get: (id) => unwrap(api().GET(ITEM, { params: { path: { id } } })),
  create: (body) => unwrap(api().POST(ITEMS, { body })),
  update: (id, body, version) =>
    unwrap(api().PATCH(ITEM, { params: { path: { id } }, body, headers: ifMatch(version) })),
  remove: (id, version) =>
    unwrap(api().DELETE(ITEM, { params: { path: { id } }, headers: ifMatch(version) })),
  file: (id, field: FileField) => unwrap(api().GET(FILE, { params: { path: { id, field } } })),
};

export function useJobList(query?: JobQuery) {
  return useList(jobModel, query);
}

export function useJob(id: string) {
  return useItem(jobModel, id);
}

export function useJobForm(item?: Job) {
  return useForm(jobModel, item);
}
