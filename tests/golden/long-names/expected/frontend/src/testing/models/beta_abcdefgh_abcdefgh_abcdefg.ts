import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "beta_abcdefgh_abcdefgh_abcdefg",
  label: "Beta abcdefgh abcdefgh abcdefg",
  plural: "Beta abcdefgh abcdefgh abcdefgs",
  path: "/beta-abcdefgh-abcdefgh-abcdefgs",
  fields: [
    {
      name: "title_abcdefgh_abcdefgh_abcdef",
      label: "Title abcdefgh abcdefgh abcdef",
      type: "string",
      required: true,
      min: 1,
      max: 120,
      pattern: "^(?:[A-Z].*)$",
      default: "Untitled",
    },
    {
      name: "notes_abcdefgh_abcdefgh_abcdef",
      label: "Notes abcdefgh abcdefgh abcdef",
      type: "text",
      required: false,
      min: 1,
      max: 10000,
    },
    {
      name: "state_abcdefgh_abcdefgh_abcdef",
      label: "State abcdefgh abcdefgh abcdef",
      type: "enum",
      required: true,
      default: "processing-abcdefgh-abcdefgh-abc",
      options: [
        "uploaded-abcdefgh-abcdefgh-abcde",
        "processing-abcdefgh-abcdefgh-abc",
        "finished-abcdefgh-abcdefgh-abcde",
      ],
    },
    {
      name: "count_abcdefgh_abcdefgh_abcdef",
      label: "Count abcdefgh abcdefgh abcdef",
      type: "integer",
      required: false,
      min: -9007199254740991,
      max: 9007199254740991,
    },
    {
      name: "ratio_abcdefgh_abcdefgh_abcdef",
      label: "Ratio abcdefgh abcdefgh abcdef",
      type: "number",
      required: false,
    },
    {
      name: "flag_abcdefgh_abcdefgh_abcdefg",
      label: "Flag abcdefgh abcdefgh abcdefg",
      type: "boolean",
      required: false,
    },
    {
      name: "date_abcdefgh_abcdefgh_abcdefg",
      label: "Date abcdefgh abcdefgh abcdefg",
      type: "date",
      required: false,
    },
    {
      name: "moment_abcdefgh_abcdefgh_abcde",
      label: "Moment abcdefgh abcdefgh abcde",
      type: "datetime",
      required: false,
    },
    {
      name: "mail_abcdefgh_abcdefgh_abcdefg",
      label: "Mail abcdefgh abcdefgh abcdefg",
      type: "email",
      required: false,
      min: 3,
      max: 254,
    },
    {
      name: "link_abcdefgh_abcdefgh_abcdefg",
      label: "Link abcdefgh abcdefgh abcdefg",
      type: "url",
      required: false,
      min: 1,
      max: 2048,
    },
    {
      name: "data_abcdefgh_abcdefgh_abcdefg",
      label: "Data abcdefgh abcdefgh abcdefg",
      type: "json",
      required: false,
    },
    {
      name: "tags_abcdefgh_abcdefgh_abcdefg",
      label: "Tags abcdefgh abcdefgh abcdefg",
      type: "list",
      required: false,
      max: 100,
      items: {
        type: "string",
        min: 1,
        max: 255,
      },
    },
    {
      name: "parent_abcdefgh_abcdefgh_abcde",
      label: "Parent abcdefgh abcdefgh abcde",
      type: "ref",
      required: false,
      model: "alpha_abcdefgh_abcdefgh_abcdef",
    },
    {
      name: "file_abcdefgh_abcdefgh_abcdefg",
      label: "File abcdefgh abcdefgh abcdefg",
      type: "file",
      required: false,
      bucket: "gamma-abcdefgh-abcdefgh-abcdefgh",
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
      "group-abcdefgh-abcdefgh-abcdefgh",
      "admins",
    ],
    delete: [
      "owner",
      "group-abcdefgh-abcdefgh-abcdefgh",
      "admins",
    ],
  },
};
