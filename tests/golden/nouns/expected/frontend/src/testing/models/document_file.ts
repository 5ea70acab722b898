import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "document_file",
  label: "Document file",
  plural: "Document files",
  path: "/document-files",
  fields: [
    {
      name: "note",
      label: "Note",
      type: "string",
      required: true,
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
