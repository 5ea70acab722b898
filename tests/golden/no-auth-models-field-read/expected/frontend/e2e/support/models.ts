import { model as jobModel } from "../../src/generated/models/job";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    job: jobModel,
  }),
);
