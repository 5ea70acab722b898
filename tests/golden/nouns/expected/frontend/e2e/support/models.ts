import type { TestedModel } from "../../src/testing/fields";
import { model as accessModel } from "../../src/testing/models/access";
import { model as documentModel } from "../../src/testing/models/document";
import { model as documentFileModel } from "../../src/testing/models/document_file";
import { model as eventModel } from "../../src/testing/models/event";
import { model as groupModel } from "../../src/testing/models/group";
import { model as memberModel } from "../../src/testing/models/member";
import { model as uploadModel } from "../../src/testing/models/upload";

/** The models whose items a test can make up, by name: the others want a text of a certain form. */
export const MODELS: ReadonlyMap<string, TestedModel> = new Map(
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
