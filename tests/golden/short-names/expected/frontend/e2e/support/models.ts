import { model as aModel } from "../../src/generated/models/a";
import { model as bModel } from "../../src/generated/models/b";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    a: aModel,
    b: bModel,
  }),
);
