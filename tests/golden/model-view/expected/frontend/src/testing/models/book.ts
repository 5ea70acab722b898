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
      name: "state",
      label: "State",
      type: "enum",
      required: true,
      options: [
        "draft",
        "printed",
      ],
    },
    {
      name: "author",
      label: "Author",
      type: "ref",
      required: false,
      model: "author",
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
