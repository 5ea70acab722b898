import type { TestedModel } from "../../src/testing/fields";
import { model as channelModel } from "../../src/testing/models/channel";
import { model as diaryModel } from "../../src/testing/models/diary";
import { model as letterModel } from "../../src/testing/models/letter";
import { model as videoModel } from "../../src/testing/models/video";
import { model as wallModel } from "../../src/testing/models/wall";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
  Object.entries({
    channel: channelModel,
    video: videoModel,
    diary: diaryModel,
    letter: letterModel,
    wall: wallModel,
  }),
);
