import { model as makerModel } from "../../src/generated/models/maker";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    maker: makerModel,
  }),
);
