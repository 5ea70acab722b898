import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "shelf",
  label: "Shelf",
  plural: "Shelves",
  path: "/shelves",
  fields: [
    {
      name: "label",
      label: "Label",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "keeper",
      label: "Keeper",
      type: "string",
      required: false,
      min: 1,
      max: 255,
    },
  ],
  access: {
    read: [
      "signed-in",
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
