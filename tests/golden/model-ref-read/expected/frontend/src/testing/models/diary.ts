import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "diary",
  label: "Diary",
  plural: "Diaries",
  path: "/diaries",
  fields: [
    {
      name: "book",
      label: "Book",
      type: "ref",
      required: true,
      model: "book",
    },
    {
      name: "about",
      label: "About",
      type: "ref",
      required: false,
      model: "diary",
    },
    {
      name: "photo",
      label: "Photo",
      type: "file",
      required: false,
      bucket: "scans",
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
