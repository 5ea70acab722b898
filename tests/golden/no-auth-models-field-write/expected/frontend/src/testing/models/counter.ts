import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "counter",
  label: "Counter",
  plural: "Counters",
  path: "/counters",
  fields: [
    {
      name: "hits",
      label: "Hits",
      type: "integer",
      required: false,
      write: [],
    },
  ],
};
