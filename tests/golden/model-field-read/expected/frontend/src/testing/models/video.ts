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
      max: 255,
    },
    {
      name: "contact",
      label: "Contact",
      type: "email",
      required: false,
      min: 3,
      max: 254,
    },
    {
      name: "score",
      label: "Score",
      type: "number",
      required: false,
      write: [],
    },
    {
      name: "length",
      label: "Length",
      type: "integer",
      required: false,
    },
    {
      name: "channel",
      label: "Channel",
      type: "ref",
      required: false,
      model: "channel",
    },
    {
      name: "token",
      label: "Token",
      type: "string",
      required: false,
      min: 1,
      max: 255,
    },
    {
      name: "raw",
      label: "Raw",
      type: "file",
      required: false,
      bucket: "videos",
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
      "admins",
    ],
    delete: [
      "owner",
    ],
  },
};
