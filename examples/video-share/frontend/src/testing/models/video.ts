import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "video",
  label: "Video",
  plural: "Videos",
  path: "/videos",
  fields: [
    {
      name: "title",
      label: "Title",
      type: "string",
      required: true,
      min: 1,
      max: 120,
    },
    {
      name: "description",
      label: "Description",
      type: "text",
      required: false,
      min: 1,
      max: 10000,
    },
    {
      name: "status",
      label: "Status",
      type: "enum",
      required: false,
      options: [
        "uploaded",
        "ready",
        "failed",
      ],
      write: [],
    },
    {
      name: "size",
      label: "Size",
      type: "integer",
      required: false,
      min: 0,
      write: [],
    },
    {
      name: "tags",
      label: "Tags",
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
      name: "channel",
      label: "Channel",
      type: "ref",
      required: false,
      model: "channel",
    },
    {
      name: "file",
      label: "File",
      type: "file",
      required: false,
      bucket: "videos",
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
      "admins",
    ],
  },
};
