import { messageOf } from "../api/errors";
import { queryClient } from "../api/query-client";
import { onSessionEnd } from "../auth/session";
import { createStore } from "../store";
import type { Bucket } from "./types";
import { findUnfinished, readUnfinished } from "./unfinished";
import { discard, uploadFile } from "./upload";

const AT_ONCE = 2;

export interface Task {
  key: string;
  bucket: string;
  name: string;
  size: number;
  sent: number;
  /** Paused: begun before the page was reloaded, so that the file must be chosen again. */
  status: "waiting" | "sending" | "failed" | "paused";
  error?: string;
}

interface Work {
  bucket: Bucket;
  file: File;
  controller: AbortController;
}

export const objectsKey = (bucket: string) => ["bucket objects", bucket];

// Uploads belong to no page: they go on while somebody looks at another one.
const tasks = createStore<readonly Task[]>([]);
const works = new Map<string, Work>();
let lastKey = 0;

export function useTasks(bucket: Bucket): readonly Task[] {
  return tasks.use().filter((task) => task.bucket === bucket.info.name);
}

export function addFiles(bucket: Bucket, files: Iterable<File>): void {
  for (const file of files) {
    const paused = tasks.get().find((task) => isSame(task, bucket, file));
    if (paused === undefined) {
      lastKey += 1;
      add(`file-${lastKey}`, bucket, file);
    } else {
      resumeTask(bucket, paused, file);
    }
  }
}

/** Shows the uploads that a reload has interrupted. */
export function restoreTasks(bucket: Bucket): void {
  const known = new Set(tasks.get().map(({ key }) => key));
  const sending = new Set([...works.values()].map(({ file }) => file.name));
  const paused = readUnfinished()
    .filter((upload) => upload.bucket === bucket.info.name && upload.target === undefined)
    .filter(({ id, name }) => !known.has(id) && !sending.has(name))
    .map(({ id, name, size }): Task => {
      return { key: id, bucket: bucket.info.name, name, size, sent: 0, status: "paused" };
    });
  tasks.set([...tasks.get(), ...paused]);
}

/** Takes a paused upload up again; answers what is wrong if it is another file. */
export function resumeTask(bucket: Bucket, task: Task, file: File): string | undefined {
  if (!isSame(task, bucket, file)) {
    return `Choose the same file again: ${task.name}.`;
  }
  drop(task.key);
  add(task.key, bucket, file);
  return undefined;
}

export function retryTask({ key }: Task): void {
  change(key, { status: "waiting" });
  startNext();
}

export function cancelTask(bucket: Bucket, { key, status }: Task): void {
  const work = works.get(key);
  work?.controller.abort();
  // An upload that is being sent discards itself; of others, what has arrived must still go.
  const id = work === undefined ? key : findUnfinished(bucket.info.name, work.file)?.id;
  if (status !== "sending" && id !== undefined) {
    void discard(bucket, id);
  }
  drop(key);
  startNext();
}

function isSame({ key, status }: Task, bucket: Bucket, file: File): boolean {
  return status === "paused" && findUnfinished(bucket.info.name, file)?.id === key;
}

function add(key: string, bucket: Bucket, file: File): void {
  works.set(key, { bucket, file, controller: new AbortController() });
  const { name, size } = file;
  const task: Task = { key, bucket: bucket.info.name, name, size, sent: 0, status: "waiting" };
  tasks.set([...tasks.get(), task]);
  startNext();
}

function drop(key: string): void {
  works.delete(key);
  tasks.set(tasks.get().filter((task) => task.key !== key));
}

function change(key: string, changes: Partial<Task>): void {
  tasks.set(tasks.get().map((task) => (task.key === key ? { ...task, ...changes } : task)));
}

function startNext(): void {
  const sending = tasks.get().filter(({ status }) => status === "sending").length;
  const waiting = tasks.get().filter(({ status }) => status === "waiting");
  for (const { key } of waiting.slice(0, Math.max(0, AT_ONCE - sending))) {
    void run(key);
  }
}

async function run(key: string): Promise<void> {
  const work = works.get(key);
  if (work === undefined) {
    return;
  }
  const { bucket, file, controller } = work;
  change(key, { status: "sending" });
  try {
    await uploadFile(bucket, file, {
      signal: controller.signal,
      onProgress: (sent) => change(key, { sent }),
    });
    drop(key);
    await queryClient().invalidateQueries({ queryKey: objectsKey(bucket.info.name) });
  } catch (error) {
    if (!controller.signal.aborted) {
      change(key, { status: "failed", error: messageOf(error) });
    }
  }
  startNext();
}

onSessionEnd(() => {
  for (const { controller } of works.values()) {
    controller.abort();
  }
  works.clear();
  tasks.set([]);
});

// Leaving the page stops what is being sent: the browser asks first.
addEventListener("beforeunload", (event) => {
  if (tasks.get().some(({ status }) => status === "sending")) {
    event.preventDefault();
  }
});
