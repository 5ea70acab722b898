import { model as alphaAbcdefghAbcdefghAbcdef } from "../../src/generated/models/alpha_abcdefgh_abcdefgh_abcdef";
import { model as betaAbcdefghAbcdefghAbcdefg } from "../../src/generated/models/beta_abcdefgh_abcdefgh_abcdefg";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: Readonly<Record<string, Model>> = {
  alpha_abcdefgh_abcdefgh_abcdef: alphaAbcdefghAbcdefghAbcdef,
  beta_abcdefgh_abcdefgh_abcdefg: betaAbcdefghAbcdefghAbcdefg,
};
