import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "secret",
  label: "Secret",
  plural: "Secrets",
  path: "/secrets",
  fields: [
    {
      name: "body",
      label: "Body",
      type: "text",
      required: true,
      min: 1,
      max: 10000,
    },
  ],
  access: {
    read: [
      "editors",
    ],
    create: [
      "editors",
    ],
    update: [
      "editors",
    ],
    delete: [
      "editors",
    ],
  },
};
