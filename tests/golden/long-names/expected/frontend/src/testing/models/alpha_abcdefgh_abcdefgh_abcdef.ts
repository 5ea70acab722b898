import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "alpha_abcdefgh_abcdefgh_abcdef",
  label: "Alpha abcdefgh abcdefgh abcdef",
  plural: "Alpha abcdefgh abcdefgh abcdefs",
  path: "/alpha-abcdefgh-abcdefgh-abcdefs",
  fields: [
    {
      name: "name_abcdefgh_abcdefgh_abcdefg",
      label: "Name abcdefgh abcdefgh abcdefg",
      type: "string",
      required: true,
      min: 1,
      max: 60,
    },
  ],
  access: {
    read: [
      "owner",
      "group-abcdefgh-abcdefgh-abcdefgh",
      "admins",
    ],
    create: [
      "group-abcdefgh-abcdefgh-abcdefgh",
      "admins",
    ],
    update: [
      "owner",
      "group-abcdefgh-abcdefgh-abcdefgh",
    ],
    delete: [
      "owner",
      "group-abcdefgh-abcdefgh-abcdefgh",
      "admins",
    ],
  },
};
