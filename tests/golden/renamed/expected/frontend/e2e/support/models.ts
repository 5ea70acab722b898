import type { TestedModel } from "../../src/testing/fields";
import { model as clipModel } from "../../src/testing/models/clip";
import { model as seriesListModel } from "../../src/testing/models/series_list";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    clip: clipModel,
    series_list: seriesListModel,
  }),
);
