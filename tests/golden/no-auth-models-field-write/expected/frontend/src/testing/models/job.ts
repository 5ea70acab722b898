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
      name: "state",
      label: "State",
      type: "enum",
      required: false,
      options: [
        "waiting",
        "done",
      ],
      write: [],
    },
    {
      name: "code",
      label: "Code",
      type: "string",
      required: false,
      min: 1,
      max: 255,
      write: [],
    },
    {
      name: "parent",
      label: "Parent",
      type: "ref",
      required: false,
      model: "job",
      write: [],
    },
    {
      name: "result",
      label: "Result",
      type: "file",
      required: false,
      bucket: "results",
      write: [],
    },
    {
      name: "notes",
      label: "Notes",
      type: "text",
      required: false,
      min: 1,
      max: 10000,
    },
  ],
};
