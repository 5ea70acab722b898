import { info } from "../../generated/buckets/videos";
import type { Bucket, UploadRequest } from "../../uploads/types";
import { api, unwrap } from "../client";

const UPLOADS = "/buckets/videos/uploads";
const UPLOAD = "/buckets/videos/uploads/{id}";
const PARTS = "/buckets/videos/uploads/{id}/parts";
const COMPLETE = "/buckets/videos/uploads/{id}/complete";
const OBJECTS = "/buckets/videos/objects";
const OBJECT = "/buckets/videos/objects/{id}";

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
