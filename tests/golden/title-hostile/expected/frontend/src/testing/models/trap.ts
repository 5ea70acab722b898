import type { TestedModel } from "../fields";

/** The fields of the model: what tests fill in and look for. */
export const model: TestedModel = {
  name: "trap",
  label: "Trap",
  plural: "Traps",
  path: "/traps",
  fields: [
    {
      name: "choice",
      label: "Choice",
      type: "enum",
      required: true,
      default: "*/ comment end",
      options: [
        "double \u0022 quote",
        "single ' quote",
        "back\\slash and `tick`",
        "${dollar} $${two} {{mustache}} <%= erb %>",
        "</script><script>alert(1)</script>",
        "*/ comment end",
        "line\nbreak",
        "tab\there",
        "😀 é 日本",
        "separator\u2028paragraph\u2029next\u0085mark\ufeff",
        "yes",
        "null",
        "1e3",
        "# hash",
        "- dash: colon",
        " spaces ",
        "100%",
      ],
    },
    {
      name: "code",
      label: "Code",
      type: "string",
      required: true,
      min: 1,
      max: 255,
      pattern: "^(?:[\u0022'\\\\/`${}<>*]+|a\\.b|\\d{2}/\\w)$",
    },
    {
      name: "quoted",
      label: "Quoted",
      type: "string",
      required: true,
      min: 1,
      max: 255,
      default: "a \u0022b\u0022 'c' \\ ${d} {{e}} */ </script>",
    },
    {
      name: "story",
      label: "Story",
      type: "text",
      required: true,
      min: 1,
      max: 10000,
      default: "one\ntwo 😀\n\n\u0022\u0022\u0022three\u0022\u0022\u0022",
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
    ],
  },
};
