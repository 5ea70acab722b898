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
      name: "status",
      label: "Status",
      type: "enum",
      required: false,
      options: [
        "uploaded",
        "ready",
      ],
      write: [],
    },
    {
      name: "size",
      label: "Size",
      type: "integer",
      required: false,
      write: [],
    },
    {
      name: "code",
      label: "Code",
      type: "string",
      required: false,
      min: 1,
      max: 255,
      write: [
        "admins",
      ],
    },
    {
      name: "rank",
      label: "Rank",
      type: "integer",
      required: false,
      write: [
        "admins",
      ],
    },
    {
      name: "mood",
      label: "Mood",
      type: "enum",
      required: false,
      options: [
        "good",
        "bad",
      ],
      write: [
        "owner",
      ],
    },
    {
      name: "channel",
      label: "Channel",
      type: "ref",
      required: true,
      model: "channel",
      write: [
        "owner",
      ],
    },
    {
      name: "review",
      label: "Review",
      type: "json",
      required: false,
      write: [
        "signed-in",
      ],
    },
    {
      name: "picked_by",
      label: "Picked by",
      type: "string",
      required: false,
      min: 1,
      max: 255,
      write: [
        "editors-of-the-northern-islands",
        "editors-of-the-western-islands",
        "editors-of-the-southern-islands",
      ],
    },
    {
      name: "notes",
      label: "Notes",
      type: "text",
      required: false,
      min: 1,
      max: 10000,
    },
    {
      name: "file",
      label: "File",
      type: "file",
      required: false,
      bucket: "videos",
      write: [
        "owner",
        "admins",
      ],
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
