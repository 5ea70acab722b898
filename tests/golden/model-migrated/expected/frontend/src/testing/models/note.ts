import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "note",
  label: "Note",
  plural: "Notes",
  path: "/notes",
  fields: [
    {
      name: "heading",
      label: "Heading",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "rank",
      label: "Rank",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "points",
      label: "Points",
      type: "integer",
      required: true,
      default: 5,
    },
    {
      name: "due",
      label: "Due",
      type: "date",
      required: true,
    },
  ],
  access: {
    read: [
      "owner",
    ],
    create: [
      "signed-in",
    ],
    update: [
      "owner",
    ],
    delete: [
      "owner",
    ],
  },
};
