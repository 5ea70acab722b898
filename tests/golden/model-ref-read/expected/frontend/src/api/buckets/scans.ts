import { info } from "../../generated/buckets/scans";
import type { Bucket, UploadRequest } from "../../uploads/types";
import { api, unwrap } from "../client";

const UPLOADS = "/buckets/scans/uploads";
const UPLOAD = "/buckets/scans/uploads/{id}";
const PARTS = "/buckets/scans/uploads/{id}/parts";
const COMPLETE = "/buckets/scans/uploads/{id}/complete";
const OBJECTS = "/buckets/scans/objects";
const OBJECT = "/buckets/scans/objects/{id}";

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
