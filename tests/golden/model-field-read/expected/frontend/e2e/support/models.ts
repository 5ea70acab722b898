import { model as channelModel } from "../../src/generated/models/channel";
import { model as diaryModel } from "../../src/generated/models/diary";
import { model as letterModel } from "../../src/generated/models/letter";
import { model as videoModel } from "../../src/generated/models/video";
import { model as wallModel } from "../../src/generated/models/wall";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    channel: channelModel,
    video: videoModel,
    diary: diaryModel,
    letter: letterModel,
    wall: wallModel,
  }),
);
