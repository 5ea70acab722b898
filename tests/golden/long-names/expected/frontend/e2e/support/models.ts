import { model as alphaAbcdefghAbcdefghAbcdefModel } from "../../src/generated/models/alpha_abcdefgh_abcdefgh_abcdef";
import { model as betaAbcdefghAbcdefghAbcdefgModel } from "../../src/generated/models/beta_abcdefgh_abcdefgh_abcdefg";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    alpha_abcdefgh_abcdefgh_abcdef: alphaAbcdefghAbcdefghAbcdefModel,
    beta_abcdefgh_abcdefgh_abcdefg: betaAbcdefghAbcdefghAbcdefgModel,
  }),
);
