import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "wall",
  label: "Wall",
  plural: "Walls",
  path: "/walls",
  fields: [
    {
      name: "body",
      label: "Body",
      type: "text",
      required: true,
      min: 1,
      max: 10000,
    },
    {
      name: "answer",
      label: "Answer",
      type: "text",
      required: false,
      min: 1,
      max: 10000,
      write: [
        "admins",
      ],
    },
  ],
  access: {
    read: [
      "public",
    ],
    create: [
      "public",
    ],
    update: [
      "public",
    ],
    delete: [
      "public",
    ],
  },
};
