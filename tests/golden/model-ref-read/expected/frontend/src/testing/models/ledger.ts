import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "ledger",
  label: "Ledger",
  plural: "Ledgers",
  path: "/ledgers",
  fields: [
    {
      name: "book",
      label: "Book",
      type: "ref",
      required: false,
      model: "book",
    },
    {
      name: "receipt",
      label: "Receipt",
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
