import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "job",
  label: "Job",
  plural: "Jobs",
  path: "/jobs",
  fields: [
    {
      name: "title",
      label: "Title",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "key",
      label: "Key",
      type: "string",
      required: false,
      min: 1,
      max: 255,
      write: [],
    },
    {
      name: "rank",
      label: "Rank",
      type: "integer",
      required: false,
    },
    {
      name: "parent",
      label: "Parent",
      type: "ref",
      required: false,
      model: "job",
    },
    {
      name: "report",
      label: "Report",
      type: "file",
      required: false,
      bucket: "results",
    },
    {
      name: "log",
      label: "Log",
      type: "file",
      required: false,
      bucket: "results",
    },
  ],
};
