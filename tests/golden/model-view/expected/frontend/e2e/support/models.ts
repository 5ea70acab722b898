import type { TestedModel } from "../../src/testing/fields";
import { model as authorModel } from "../../src/testing/models/author";
import { model as bookModel } from "../../src/testing/models/book";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    author: authorModel,
    book: bookModel,
  }),
);
