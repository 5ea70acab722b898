import type { TestedModel } from "../../src/testing/fields";
import { model as makerModel } from "../../src/testing/models/maker";
import { model as partModel } from "../../src/testing/models/part";
import { model as toolModel } from "../../src/testing/models/tool";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    maker: makerModel,
    part: partModel,
    tool: toolModel,
  }),
);
