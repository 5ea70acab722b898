import type { TestedModel } from "../../src/testing/fields";
import { model as authorModel } from "../../src/testing/models/author";
import { model as bookModel } from "../../src/testing/models/book";
import { model as diaryModel } from "../../src/testing/models/diary";
import { model as ledgerModel } from "../../src/testing/models/ledger";
import { model as shelfModel } from "../../src/testing/models/shelf";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    author: authorModel,
    shelf: shelfModel,
    book: bookModel,
    ledger: ledgerModel,
    diary: diaryModel,
  }),
);
