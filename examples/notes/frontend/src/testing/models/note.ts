import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "note",
  label: "Note",
  plural: "Notes",
  path: "/notes",
  fields: [
    {
      name: "title",
      label: "Title",
      type: "string",
      required: true,
      min: 1,
      max: 120,
    },
    {
      name: "body",
      label: "Body",
      type: "text",
      required: false,
      min: 1,
      max: 10000,
    },
    {
      name: "pinned",
      label: "Pinned",
      type: "boolean",
      required: true,
      default: false,
    },
    {
      name: "remind_on",
      label: "Remind on",
      type: "date",
      required: false,
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
