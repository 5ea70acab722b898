import { model as clipModel } from "../../src/generated/models/clip";
import { model as seriesListModel } from "../../src/generated/models/series_list";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    clip: clipModel,
    series_list: seriesListModel,
  }),
);
