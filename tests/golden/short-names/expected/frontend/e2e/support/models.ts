import type { TestedModel } from "../../src/testing/fields";
import { model as aModel } from "../../src/testing/models/a";
import { model as bModel } from "../../src/testing/models/b";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    a: aModel,
    b: bModel,
  }),
);
