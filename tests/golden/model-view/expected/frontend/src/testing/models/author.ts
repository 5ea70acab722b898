import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "author",
  label: "Author",
  plural: "Authors",
  path: "/authors",
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
      "public",
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
