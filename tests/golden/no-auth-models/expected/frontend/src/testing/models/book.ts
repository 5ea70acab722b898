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
      name: "kind",
      label: "Kind",
      type: "enum",
      required: true,
      default: "novel",
      options: [
        "novel",
        "essay",
      ],
    },
    {
      name: "author",
      label: "Author",
      type: "ref",
      required: false,
      model: "author",
    },
    {
      name: "cover",
      label: "Cover",
      type: "file",
      required: false,
      bucket: "covers",
    },
  ],
};
