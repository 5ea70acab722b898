import { model as clip } from "../../src/generated/models/clip";
import { model as seriesList } from "../../src/generated/models/series_list";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: Readonly<Record<string, Model>> = {
  clip,
  series_list: seriesList,
};
