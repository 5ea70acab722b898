import { personalKey } from "../auth/session";
import type { Target } from "./types";

/** An upload in parts that has begun and can be taken up again, also after a reload. */
export interface Unfinished {
  bucket: string;
  id: string;
  name: string;
  size: number;
  modified: number;
  partSize: number;
  partCount: number;
  target?: Target | undefined;
}

const key = () => personalKey("unfinished-uploads");

export function readUnfinished(): readonly Unfinished[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key()) ?? "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}

function write(uploads: readonly Unfinished[]): void {
  if (uploads.length === 0) {
    localStorage.removeItem(key());
  } else {
    localStorage.setItem(key(), JSON.stringify(uploads));
  }
}

export function remember(upload: Unfinished): void {
  write([...readUnfinished(), upload]);
}

export function forget(id: string): void {
  write(readUnfinished().filter((upload) => upload.id !== id));
}

/** The upload of the very same file for the same purpose. */
export function findUnfinished(
  bucket: string,
  file: File,
  target?: Target,
): Unfinished | undefined {
  return readUnfinished().find(
    (upload) =>
      upload.bucket === bucket &&
      upload.name === file.name &&
      upload.size === file.size &&
      upload.modified === file.lastModified &&
      JSON.stringify(upload.target) === JSON.stringify(target),
  );
}
