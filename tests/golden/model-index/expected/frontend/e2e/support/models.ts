import { model as makerModel } from "../../src/generated/models/maker";
import { model as partModel } from "../../src/generated/models/part";
import { model as toolModel } from "../../src/generated/models/tool";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    maker: makerModel,
    part: partModel,
    tool: toolModel,
  }),
);
