import type { TestedModel } from "../../src/testing/fields";
import { model as alphaAbcdefghAbcdefghAbcdefModel } from "../../src/testing/models/alpha_abcdefgh_abcdefgh_abcdef";
import { model as betaAbcdefghAbcdefghAbcdefgModel } from "../../src/testing/models/beta_abcdefgh_abcdefgh_abcdefg";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    alpha_abcdefgh_abcdefgh_abcdef: alphaAbcdefghAbcdefghAbcdefModel,
    beta_abcdefgh_abcdefgh_abcdefg: betaAbcdefghAbcdefghAbcdefgModel,
  }),
);
