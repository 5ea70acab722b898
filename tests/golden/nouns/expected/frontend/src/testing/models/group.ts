import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "group",
  label: "Group",
  plural: "Groups",
  path: "/groups",
  fields: [
    {
      name: "name",
      label: "Name",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "leader",
      label: "Leader",
      type: "ref",
      required: false,
      model: "member",
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
