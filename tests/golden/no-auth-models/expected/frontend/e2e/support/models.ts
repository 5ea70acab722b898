import { model as authorModel } from "../../src/generated/models/author";
import { model as bookModel } from "../../src/generated/models/book";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    author: authorModel,
    book: bookModel,
  }),
);
