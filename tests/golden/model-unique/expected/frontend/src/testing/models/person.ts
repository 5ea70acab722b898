import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "person",
  label: "Person",
  plural: "People",
  path: "/people",
  fields: [
    {
      name: "email",
      label: "Email",
      type: "email",
      required: true,
      min: 3,
      max: 254,
    },
    {
      name: "badge",
      label: "Badge",
      type: "integer",
      required: false,
    },
    {
      name: "name",
      label: "Name",
      type: "string",
      required: true,
      min: 1,
      max: 60,
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
