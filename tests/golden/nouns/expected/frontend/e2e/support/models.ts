import { model as accessModel } from "../../src/generated/models/access";
import { model as documentModel } from "../../src/generated/models/document";
import { model as documentFileModel } from "../../src/generated/models/document_file";
import { model as eventModel } from "../../src/generated/models/event";
import { model as groupModel } from "../../src/generated/models/group";
import { model as memberModel } from "../../src/generated/models/member";
import { model as uploadModel } from "../../src/generated/models/upload";
import type { Model } from "../../src/models/types";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    event: eventModel,
    document: documentModel,
    document_file: documentFileModel,
    member: memberModel,
    group: groupModel,
    access: accessModel,
    upload: uploadModel,
  }),
);
