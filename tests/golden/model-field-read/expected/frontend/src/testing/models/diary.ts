import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "diary",
  label: "Diary",
  plural: "Diaries",
  path: "/diaries",
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
      name: "mood",
      label: "Mood",
      type: "integer",
      required: false,
    },
    {
      name: "note",
      label: "Note",
      type: "json",
      required: false,
      write: [
        "admins",
      ],
    },
  ],
  access: {
    read: [
      "owner",
      "admins",
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
