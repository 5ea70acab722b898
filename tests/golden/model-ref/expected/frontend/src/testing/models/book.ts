import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "book",
  label: "Book",
  plural: "Books",
  path: "/books",
  fields: [
    {
      name: "title",
      label: "Title",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "author",
      label: "Author",
      type: "ref",
      required: true,
      model: "author",
    },
    {
      name: "sequel",
      label: "Sequel",
      type: "ref",
      required: false,
      model: "book",
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
