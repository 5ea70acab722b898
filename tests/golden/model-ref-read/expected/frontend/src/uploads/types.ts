import type { components } from "../api/schema";
import type { Access } from "../auth/access";

type Schemas = components["schemas"];
export type StoredObject = Schemas["StoredObject"];
export type ObjectDetail = Schemas["StoredObjectDetail"];
export type ObjectPage = Schemas["StoredObjectPage"];
export type UploadRequest = Schemas["UploadRequest"];
export type Upload = Schemas["StartedUpload"];
export type MultipartUpload = Schemas["MultipartUpload"];
export type PutUpload = Schemas["PutUpload"];
export type UploadStatus = Schemas["UploadStatus"];
export type PartRequest = Schemas["UploadPartNumbers"];
export type PartUrls = Schemas["UploadPartUrls"];

/** The item and its field that an uploaded file belongs to. */
export interface Target {
  model: string;
  id: string;
  field: string;
}

export interface BucketInfo {
  name: string;
  label: string;
  /** Media types such as video/*; none means any. */
  accept: readonly string[];
  maxSize: number;
  access: Readonly<Record<"read" | "create" | "delete", Access>>;
}

/** What every bucket can be asked to take; the schema knows the names that are allowed. */
export interface AnyUpload {
  name: string;
  type: string;
  size: number;
  for?: Target;
}

/** A bucket with its typed calls. */
export interface Bucket<U = AnyUpload> {
  info: BucketInfo;
  start(request: U): Promise<Upload>;
  status(id: string): Promise<UploadStatus>;
  sign(id: string, request: PartRequest): Promise<PartUrls>;
  complete(id: string): Promise<StoredObject>;
  abort(id: string): Promise<void>;
  list(query: { cursor?: string }): Promise<ObjectPage>;
  get(id: string): Promise<ObjectDetail>;
  remove(id: string): Promise<void>;
}
