import { ApiError, isTransient } from "../api/errors";
import { send } from "./send";
import type { Bucket, PartUrls } from "./types";
import type { Unfinished } from "./unfinished";

const LANES = 4;
const BATCH = 20;
const RETRIES = 3;
const FIRST_PAUSE = 500;
// What storage answers when the address of a part has expired.
const FORBIDDEN = 403;

type Part = PartUrls["parts"][number];

export interface Transfer {
  signal: AbortSignal;
  /** Called with the number of bytes that have arrived so far. */
  onProgress: (sent: number) => void;
}

/** Sends what is missing of a file: several parts at a time, with their addresses in batches. */
export async function sendParts(
  bucket: Bucket,
  upload: Unfinished,
  file: File,
  arrived: ReadonlyMap<number, number>,
  transfer: Transfer,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([transfer.signal, stop.signal]);
  const missing = numbersTo(upload.partCount).filter((number) => !arrived.has(number));
  const ready: Part[] = [];
  const failures = new Map<number, number>();
  const sent = new Map(arrived);
  let signing: Promise<void> | undefined;

  function report(number: number, bytes: number) {
    sent.set(number, bytes);
    transfer.onProgress(Math.min(sum(sent.values()), upload.size));
  }

  async function sign() {
    const { parts } = await bucket.sign(upload.id, { numbers: missing.splice(0, BATCH) });
    ready.push(...parts);
    signing = undefined;
  }

  async function next(): Promise<Part | undefined> {
    while (ready.length === 0 && (missing.length > 0 || signing !== undefined)) {
      signing ??= sign();
      await signing;
    }
    return ready.shift();
  }

  async function put({ number, url }: Part) {
    const start = (number - 1) * upload.partSize;
    const body = file.slice(start, start + upload.partSize);
    await send({ url, body, signal, onProgress: (bytes) => report(number, bytes) });
    report(number, body.size);
  }

  async function tryAgain(number: number, error: unknown) {
    const count = (failures.get(number) ?? 0) + 1;
    if (count > RETRIES || signal.aborted || !isWorthAnotherTry(error)) {
      throw error;
    }
    failures.set(number, count);
    report(number, 0);
    await pause(FIRST_PAUSE * 2 ** count, signal);
    missing.push(number);
  }

  async function lane() {
    for (let part = await next(); part !== undefined; part = await next()) {
      const { number } = part;
      await put(part).catch((error: unknown) => tryAgain(number, error));
    }
  }

  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    stop.abort();
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  return isTransient(error) || (error instanceof ApiError && error.status === FORBIDDEN);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) {
    total += number;
  }
  return total;
}
