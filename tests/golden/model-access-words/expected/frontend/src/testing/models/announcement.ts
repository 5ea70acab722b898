import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "announcement",
  label: "Announcement",
  plural: "Announcements",
  path: "/announcements",
  fields: [
    {
      name: "title",
      label: "Title",
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
