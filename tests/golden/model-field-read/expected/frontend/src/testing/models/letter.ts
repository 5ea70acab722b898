import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "letter",
  label: "Letter",
  plural: "Letters",
  path: "/letters",
  fields: [
    {
      name: "body",
      label: "Body",
      type: "text",
      required: true,
      min: 1,
      max: 10000,
    },
    {
      name: "rank",
      label: "Rank",
      type: "integer",
      required: false,
    },
    {
      name: "code",
      label: "Code",
      type: "string",
      required: false,
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
