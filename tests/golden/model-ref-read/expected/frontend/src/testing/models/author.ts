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
    {
      name: "phone",
      label: "Phone",
      type: "string",
      required: false,
      min: 1,
      max: 255,
    },
    {
      name: "notes",
      label: "Notes",
      type: "text",
      required: false,
      min: 1,
      max: 10000,
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
