import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "maker",
  label: "Maker",
  plural: "Makers",
  path: "/makers",
  fields: [
    {
      name: "name",
      label: "Name",
      type: "string",
      required: true,
      min: 1,
      max: 255,
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
