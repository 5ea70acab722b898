import { describe, expect, it, vi } from "vitest";
import { film, memoryBucket } from "../testing/bucket";
import { storage } from "../testing/storage";
import { readUnfinished } from "./unfinished";
import { uploadFile } from "./upload";

function transfer() {
  const controller = new AbortController();
  const progress: number[] = [];
  const onProgress = (sent: number) => void progress.push(sent);
  return { controller, progress, options: { signal: controller.signal, onProgress } };
}

describe("a small file", () => {
  it("travels in one request, as the server has signed it", async () => {
    const bucket = memoryBucket();
    const sent = storage();
    const stored = await uploadFile(bucket, film("a.mp4", 5), transfer().options);
    expect(stored).toMatchObject({ id: "upload-1", name: "a.mp4", size: 5 });
    const headers = { "If-None-Match": "*" };
    expect(sent).toMatchObject([{ method: "PUT", url: "https://storage/upload-1", headers }]);
    expect(sent.map(({ body }) => body.size)).toEqual([5]);
  });

  it("is complete when storage has it already", async () => {
    storage(() => 412);
    const stored = await uploadFile(memoryBucket(), film("a.mp4", 5), transfer().options);
    expect(stored).toMatchObject({ id: "upload-1" });
  });

  it("is refused before it is sent if the bucket would not take it", async () => {
    const sent = storage();
    const text = new File(["text"], "a.txt", { type: "text/plain" });
    await expect(uploadFile(memoryBucket(), text, transfer().options)).rejects.toThrow("video/*");
    const large = film("large.mp4", 1001);
    await expect(uploadFile(memoryBucket(), large, transfer().options)).rejects.toThrow(
      /too large/,
    );
    expect(sent).toEqual([]);
  });

  it("says what went wrong", async () => {
    storage(() => 0);
    const upload = uploadFile(memoryBucket(), film("a.mp4", 5), transfer().options);
    await expect(upload).rejects.toThrow(/connection/);
  });
});

describe("a large file", () => {
  it("travels in parts, their addresses in batches", async () => {
    const bucket = memoryBucket();
    const sent = storage();
    const { options, progress } = transfer();
    await uploadFile(bucket, film("a.mp4", 245), options);
    expect(sent).toHaveLength(25);
    expect(sent.map(({ body }) => body.size).sort((a, b) => a - b)[0]).toBe(5);
    expect(bucket.signed.map((numbers) => numbers.length)).toEqual([20, 5]);
    expect(progress.at(-1)).toBe(245);
    expect(bucket.objects).toHaveLength(1);
    expect(readUnfinished()).toEqual([]);
  });

  it("sends a part again when the connection breaks or its address expires", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
    const bucket = memoryBucket();
    const answers = [0, 403, 503];
    storage(({ url }) => (url.endsWith("/2") ? (answers.shift() ?? 200) : 200));
    await uploadFile(bucket, film("a.mp4", 30), transfer().options);
    expect(bucket.signed.filter((numbers) => numbers.includes(2))).toHaveLength(4);
    expect(bucket.objects).toHaveLength(1);
    vi.useRealTimers();
  });

  it("stops all parts when one is refused for good", async () => {
    const bucket = memoryBucket();
    storage(({ url }) => (url.endsWith("/2") ? 400 : "hang"));
    await expect(uploadFile(bucket, film("a.mp4", 30), transfer().options)).rejects.toThrow(
      /storage/,
    );
    expect(readUnfinished()).toHaveLength(1);
  });

  it("goes on with the missing parts after it has failed", async () => {
    const bucket = memoryBucket();
    storage(({ url }) => (url.endsWith("/2") ? 400 : 200));
    const file = film("a.mp4", 30);
    await expect(uploadFile(bucket, file, transfer().options)).rejects.toThrow();
    bucket.uploads.get("upload-1")?.parts.set(1, 10).set(3, 10);
    const sent = storage();
    const { options, progress } = transfer();
    const stored = await uploadFile(bucket, film("a.mp4", 30), options);
    expect(sent.map(({ url }) => url)).toEqual(["https://storage/upload-1/2"]);
    expect(progress[0]).toBeGreaterThan(20);
    expect(stored.id).toBe("upload-1");
  });

  it("begins anew when the server has given the upload up", async () => {
    const bucket = memoryBucket();
    storage(() => 400);
    await expect(uploadFile(bucket, film("a.mp4", 30), transfer().options)).rejects.toThrow();
    await bucket.abort("upload-1");
    storage();
    await uploadFile(bucket, film("a.mp4", 30), transfer().options);
    expect(bucket.objects).toHaveLength(1);
    expect(readUnfinished()).toEqual([]);
  });

  it("leaves nothing behind when it is cancelled", async () => {
    const bucket = memoryBucket();
    storage(() => "hang");
    const { controller, options } = transfer();
    const upload = uploadFile(bucket, film("a.mp4", 30), options);
    await vi.waitFor(() => expect(bucket.signed).toHaveLength(1));
    controller.abort();
    await expect(upload).rejects.toThrow();
    expect(bucket.uploads.size).toBe(0);
    expect(readUnfinished()).toEqual([]);
  });
});
