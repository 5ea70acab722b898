import { info } from "../../generated/buckets/files";
import type { Bucket, UploadRequest } from "../../uploads/types";
import { api, unwrap } from "../client";

const UPLOADS = "/buckets/files/uploads";
const UPLOAD = "/buckets/files/uploads/{id}";
const PARTS = "/buckets/files/uploads/{id}/parts";
const COMPLETE = "/buckets/files/uploads/{id}/complete";
const OBJECTS = "/buckets/files/objects";
const OBJECT = "/buckets/files/objects/{id}";

export const bucket: Bucket<UploadRequest> = {
  info,
  start: (body) => unwrap(api().POST(UPLOADS, { body })),
  status: (id) => unwrap(api().GET(UPLOAD, { params: { path: { id } } })),
  sign: (id, body) => unwrap(api().POST(PARTS, { params: { path: { id } }, body })),
  complete: (id) => unwrap(api().POST(COMPLETE, { params: { path: { id } } })),
  abort: (id) => unwrap(api().DELETE(UPLOAD, { params: { path: { id } } })),
  list: (query) => unwrap(api().GET(OBJECTS, { params: { query } })),
  get: (id) => unwrap(api().GET(OBJECT, { params: { path: { id } } })),
  remove: (id) => unwrap(api().DELETE(OBJECT, { params: { path: { id } } })),
};
