import { model as announcement } from "../../src/generated/models/announcement";
import { model as comment } from "../../src/generated/models/comment";
import { model as diary } from "../../src/generated/models/diary";
import { model as report } from "../../src/generated/models/report";
import { model as secret } from "../../src/generated/models/secret";
import { model as wall } from "../../src/generated/models/wall";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: Readonly<Record<string, Model>> = {
  announcement,
  comment,
  diary,
  report,
  secret,
  wall,
};
