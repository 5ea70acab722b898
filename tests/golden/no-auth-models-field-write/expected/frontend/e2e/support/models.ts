import type { TestedModel } from "../../src/testing/fields";
import { model as counterModel } from "../../src/testing/models/counter";
import { model as jobModel } from "../../src/testing/models/job";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    job: jobModel,
    counter: counterModel,
  }),
);
