import { model as note } from "../../src/generated/models/note";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: Readonly<Record<string, Model>> = {
  note,
};
