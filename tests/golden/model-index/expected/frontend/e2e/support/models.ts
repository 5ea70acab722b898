import { model as maker } from "../../src/generated/models/maker";
import { model as part } from "../../src/generated/models/part";
import { model as tool } from "../../src/generated/models/tool";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: Readonly<Record<string, Model>> = {
  maker,
  part,
  tool,
};
