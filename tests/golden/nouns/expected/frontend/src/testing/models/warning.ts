import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "warning",
  label: "Warning",
  plural: "Warnings",
  path: "/warnings",
  fields: [
    {
      name: "text",
      label: "Text",
      type: "text",
      required: true,
      min: 1,
      max: 10000,
    },
    {
      name: "active",
      label: "Active",
      type: "boolean",
      required: true,
    },
    {
      name: "t",
      label: "T",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "list",
      label: "List",
      type: "list",
      required: true,
      max: 100,
      items: {
        type: "string",
        min: 1,
        max: 255,
      },
    },
    {
      name: "object",
      label: "Object",
      type: "json",
      required: false,
    },
    {
      name: "items",
      label: "Items",
      type: "list",
      required: false,
      max: 100,
      items: {
        type: "integer",
      },
    },
    {
      name: "self",
      label: "Self",
      type: "string",
      required: false,
      min: 1,
      max: 255,
    },
    {
      name: "files",
      label: "Files",
      type: "file",
      required: false,
      bucket: "files",
    },
    {
      name: "owner_status",
      label: "Owner status",
      type: "enum",
      required: true,
      default: "new",
      options: [
        "new",
        "old",
      ],
    },
    {
      name: "status",
      label: "Status",
      type: "enum",
      required: true,
      default: "null",
      options: [
        "a long value with many words that goes on and on and on until the very end of all the words in it",
        "it's \u0022${quoted}\u0022 {{ and }} <b>",
        "null",
      ],
    },
    {
      name: "code",
      label: "Code",
      type: "string",
      required: true,
      min: 1,
      max: 255,
      pattern: "^(?:(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{8,})$",
    },
    {
      name: "remark",
      label: "Remark",
      type: "text",
      required: true,
      min: 1,
      max: 300,
      pattern: "^(?:\\S+(\\s\\S+)*)$",
    },
    {
      name: "fixed",
      label: "Fixed",
      type: "string",
      required: true,
      min: 1,
      max: 255,
      pattern: "^(?:once)$",
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
