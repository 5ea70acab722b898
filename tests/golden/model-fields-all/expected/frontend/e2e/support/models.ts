import type { TestedModel } from "../../src/testing/fields";
import { model as makerModel } from "../../src/testing/models/maker";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    maker: makerModel,
  }),
);
