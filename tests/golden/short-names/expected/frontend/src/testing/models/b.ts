import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "b",
  label: "B",
  plural: "Bs",
  path: "/bs",
  fields: [
    {
      name: "n",
      label: "N",
      type: "integer",
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
