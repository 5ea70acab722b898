import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "report",
  label: "Report",
  plural: "Reports",
  path: "/reports",
  fields: [
    {
      name: "body",
      label: "Body",
      type: "text",
      required: true,
      min: 1,
      max: 10000,
    },
    {
      name: "kind",
      label: "Kind",
      type: "enum",
      required: true,
      options: [
        "week",
        "month",
      ],
    },
  ],
  access: {
    read: [
      "owner",
      "editors",
    ],
    create: [
      "editors",
      "admins",
    ],
    update: [
      "signed-in",
    ],
    delete: [
      "admins",
    ],
  },
};
