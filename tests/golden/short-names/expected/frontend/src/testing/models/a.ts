import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "a",
  label: "A",
  plural: "As",
  path: "/as",
  fields: [
    {
      name: "x",
      label: "X",
      type: "string",
      required: true,
      min: 1,
      max: 255,
    },
    {
      name: "y",
      label: "Y",
      type: "string",
      required: false,
      min: 1,
      max: 9,
    },
    {
      name: "on",
      label: "On",
      type: "boolean",
      required: false,
    },
    {
      name: "no",
      label: "No",
      type: "integer",
      required: false,
    },
    {
      name: "c",
      label: "C",
      type: "ref",
      required: false,
      model: "b",
    },
    {
      name: "f",
      label: "F",
      type: "file",
      required: false,
      bucket: "s",
    },
    {
      name: "e",
      label: "E",
      type: "enum",
      required: false,
      options: [
        "k",
        "l",
      ],
    },
  ],
  access: {
    read: [
      "owner",
      "g",
      "on",
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
