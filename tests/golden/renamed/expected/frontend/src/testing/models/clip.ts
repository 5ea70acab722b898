import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "clip",
  label: "Clip",
  plural: "Clips",
  path: "/clips",
  fields: [
    {
      name: "heading",
      label: "Heading",
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
        "open",
        "closed",
      ],
    },
    {
      name: "file",
      label: "File",
      type: "file",
      required: true,
      bucket: "films",
    },
    {
      name: "series",
      label: "Series",
      type: "ref",
      required: true,
      model: "series_list",
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
      "admins",
    ],
  },
};
