import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "access",
  label: "Access",
  plural: "Accesses",
  path: "/accesses",
  fields: [
    {
      name: "door",
      label: "Door",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "granted",
      label: "Granted",
      type: "boolean",
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
