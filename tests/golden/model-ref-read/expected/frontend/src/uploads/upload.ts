import { ApiError } from "../api/errors";
import { formatSize } from "../format";
import { sendParts, type Transfer } from "./parts";
import { send } from "./send";
import type {
  Bucket,
  BucketInfo,
  MultipartUpload,
  PutUpload,
  StoredObject,
  Target,
  UploadStatus,
} from "./types";
import { findUnfinished, forget, remember, type Unfinished } from "./unfinished";

const ANY_TYPE = "application/octet-stream";
const NOT_FOUND = 404;
const STORED_ALREADY = 412;

interface Options extends Transfer {
  target?: Target | undefined;
}

/** Uploads a file and answers the stored object. An unfinished upload of the same file goes on where it was. */
export async function uploadFile(
  bucket: Bucket,
  file: File,
  { target, ...transfer }: Options,
): Promise<StoredObject> {
  const problem = refusal(bucket.info, file);
  if (problem !== undefined) {
    throw new ApiError(0, problem);
  }
  const unfinished = findUnfinished(bucket.info.name, file, target);
  const resumed = unfinished && (await resume(bucket, unfinished, file, transfer));
  return resumed ?? start(bucket, file, target, transfer);
}

/** Why the bucket would not take a file, before a byte is sent. */
export function refusal({ accept, maxSize }: BucketInfo, file: File): string | undefined {
  if (file.size > maxSize) {
    return `This file is too large: at most ${formatSize(maxSize)}.`;
  }
  if (accept.length > 0 && !accept.some((pattern) => matches(pattern, file.type))) {
    return `This kind of file is not accepted, only ${accept.join(", ")}.`;
  }
  return undefined;
}

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith("/*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}

async function start(
  bucket: Bucket,
  file: File,
  target: Target | undefined,
  transfer: Transfer,
): Promise<StoredObject> {
  const upload = await bucket.start({
    name: file.name,
    type: file.type === "" ? ANY_TYPE : file.type,
    size: file.size,
    ...(target === undefined ? {} : { for: target }),
  });
  if (upload.method === "put") {
    return put(bucket, upload, file, transfer);
  }
  const unfinished = describe(bucket, upload, file, target);
  remember(unfinished);
  return finish(bucket, unfinished, file, new Map(), transfer);
}

function describe(
  bucket: Bucket,
  upload: MultipartUpload,
  file: File,
  target: Target | undefined,
): Unfinished {
  return {
    bucket: bucket.info.name,
    id: upload.id,
    name: file.name,
    size: file.size,
    modified: file.lastModified,
    partSize: upload.part_size,
    partCount: upload.part_count,
    target,
  };
}

/** Small files go in one request, which the server has signed. */
async function put(
  bucket: Bucket,
  { id, url, headers }: PutUpload,
  file: File,
  { signal, onProgress }: Transfer,
): Promise<StoredObject> {
  try {
    await send({ url, headers, body: file, signal, onProgress });
  } catch (error) {
    // Storage takes a file once, and browsers repeat a request when its connection breaks.
    if (!(error instanceof ApiError && error.status === STORED_ALREADY)) {
      throw error;
    }
  }
  return bucket.complete(id);
}

/** Goes on with an upload, or answers undefined if the server has given it up. */
async function resume(
  bucket: Bucket,
  unfinished: Unfinished,
  file: File,
  transfer: Transfer,
): Promise<StoredObject | undefined> {
  const status = await statusOf(bucket, unfinished.id);
  if (status === undefined) {
    forget(unfinished.id);
    return undefined;
  }
  if (status.status === "complete") {
    forget(unfinished.id);
    return bucket.get(unfinished.id);
  }
  const arrived = new Map(status.parts.map(({ number, size }) => [number, size]));
  return finish(bucket, unfinished, file, arrived, transfer);
}

async function statusOf(bucket: Bucket, id: string): Promise<UploadStatus | undefined> {
  try {
    return await bucket.status(id);
  } catch (error) {
    if (error instanceof ApiError && error.status === NOT_FOUND) {
      return undefined;
    }
    throw error;
  }
}

async function finish(
  bucket: Bucket,
  unfinished: Unfinished,
  file: File,
  arrived: ReadonlyMap<number, number>,
  transfer: Transfer,
): Promise<StoredObject> {
  try {
    await sendParts(bucket, unfinished, file, arrived, transfer);
    const stored = await bucket.complete(unfinished.id);
    forget(unfinished.id);
    return stored;
  } catch (error) {
    if (transfer.signal.aborted) {
      await discard(bucket, unfinished.id);
    }
    throw error;
  }
}

/** Gives an upload up for good: what has arrived is deleted. */
export async function discard(bucket: Bucket, id: string): Promise<void> {
  forget(id);
  // A lifecycle rule of the bucket deletes what this request, should it fail, leaves behind.
  await bucket.abort(id).catch(() => undefined);
}
