import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "upload",
  label: "Upload",
  plural: "Uploads",
  path: "/uploads",
  fields: [
    {
      name: "size",
      label: "Size",
      type: "integer",
      required: true,
    },
    {
      name: "group",
      label: "Group",
      type: "ref",
      required: true,
      model: "group",
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
