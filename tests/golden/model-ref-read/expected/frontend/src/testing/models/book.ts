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
      name: "editor",
      label: "Editor",
      type: "ref",
      required: false,
      model: "author",
    },
    {
      name: "shelf",
      label: "Shelf",
      type: "ref",
      required: false,
      model: "shelf",
    },
    {
      name: "ledger",
      label: "Ledger",
      type: "ref",
      required: false,
      model: "ledger",
    },
    {
      name: "scan",
      label: "Scan",
      type: "file",
      required: false,
      bucket: "scans",
    },
    {
      name: "cover",
      label: "Cover",
      type: "file",
      required: false,
      bucket: "scans",
    },
    {
      name: "draft",
      label: "Draft",
      type: "file",
      required: false,
      bucket: "scans",
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
