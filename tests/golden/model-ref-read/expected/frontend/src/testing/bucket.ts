import { ApiError } from "../api/errors";
import type { AnyUpload, Bucket, StoredObject } from "../uploads/types";

const PART_SIZE = 10;

export interface MemoryBucket extends Bucket {
  objects: StoredObject[];
  /** The parts that have arrived, of every upload that is under way. */
  uploads: Map<string, { request: AnyUpload; parts: Map<number, number> }>;
  /** The numbers of the parts that addresses were asked for, batch by batch. */
  signed: number[][];
}

/** A bucket in memory: files of more than ten bytes travel in parts of ten. */
export function memoryBucket(name = "films"): MemoryBucket {
  let started = 0;

  function upload(id: string) {
    const found = bucket.uploads.get(id);
    if (found === undefined) {
      throw new ApiError(404, "There is no such upload.");
    }
    return found;
  }

  const bucket: MemoryBucket = {
    info: {
      name,
      label: "Films",
      accept: ["video/*"],
      maxSize: 1000,
      access: { read: ["owner"], create: ["signed-in"], delete: ["owner"] },
    },
    objects: [],
    uploads: new Map(),
    signed: [],
    async start(request) {
      started += 1;
      const id = `upload-${started}`;
      bucket.uploads.set(id, { request, parts: new Map() });
      return request.size <= PART_SIZE
        ? { id, method: "put", url: `https://storage/${id}`, headers: { "If-None-Match": "*" } }
        : {
            id,
            method: "multipart",
            part_size: PART_SIZE,
            part_count: Math.ceil(request.size / PART_SIZE),
          };
    },
    async status(id) {
      const parts = [...upload(id).parts].map(([number, size]) => ({ number, size }));
      return { id, status: "uploading", parts };
    },
    async sign(id, { numbers }) {
      bucket.signed.push(numbers);
      return {
        parts: numbers.map((number) => ({ number, url: `https://storage/${id}/${number}` })),
      };
    },
    async complete(id) {
      const { name, size } = upload(id).request;
      const object = { id, name, size, created_at: "2026-11-23T11:19:00Z" };
      bucket.uploads.delete(id);
      bucket.objects.push(object);
      return object;
    },
    async abort(id) {
      bucket.uploads.delete(id);
    },
    list: async () => ({ items: [...bucket.objects], cursor: null }),
    async get(id) {
      const object = bucket.objects.find((one) => one.id === id);
      if (object === undefined) {
        throw new ApiError(404, "There is no such file.");
      }
      return { ...object, type: "video/mp4", url: `https://storage/${id}`, expires_in: 300 };
    },
    async remove(id) {
      bucket.objects = bucket.objects.filter((one) => one.id !== id);
    },
  };
  return bucket;
}

export function film(name: string, size: number): File {
  return new File(["x".repeat(size)], name, { type: "video/mp4", lastModified: 1 });
}
