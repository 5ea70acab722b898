import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "letter",
  label: "Letter",
  plural: "Letters",
  path: "/letters",
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
      name: "scan",
      label: "Scan",
      type: "file",
      required: true,
      bucket: "scans",
    },
    {
      name: "cover",
      label: "Cover",
      type: "file",
      required: false,
      bucket: "scans",
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
