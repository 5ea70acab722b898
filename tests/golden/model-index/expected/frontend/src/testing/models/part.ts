import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "part",
  label: "Part",
  plural: "Parts",
  path: "/parts",
  fields: [
    {
      name: "name",
      label: "Name",
      type: "string",
      required: true,
      min: 1,
      max: 80,
    },
    {
      name: "kind",
      label: "Kind",
      type: "enum",
      required: true,
      options: [
        "bolt",
        "nut",
      ],
    },
    {
      name: "size",
      label: "Size",
      type: "integer",
      required: false,
    },
    {
      name: "weight",
      label: "Weight",
      type: "number",
      required: true,
    },
    {
      name: "made",
      label: "Made",
      type: "date",
      required: true,
    },
    {
      name: "checked",
      label: "Checked",
      type: "datetime",
      required: false,
    },
    {
      name: "contact",
      label: "Contact",
      type: "email",
      required: true,
      min: 3,
      max: 254,
    },
    {
      name: "maker",
      label: "Maker",
      type: "ref",
      required: false,
      model: "maker",
    },
  ],
  access: {
    read: [
      "signed-in",
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
