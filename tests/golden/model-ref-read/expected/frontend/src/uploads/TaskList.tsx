import { useState } from "react";
import { formatSize } from "../format";
import { cancelTask, resumeTask, retryTask, type Task, useTasks } from "./tasks";
import type { Bucket } from "./types";

export function TaskList({ bucket }: { bucket: Bucket }) {
  const tasks = useTasks(bucket);
  if (tasks.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="uploading">
      <h2 id="uploading">Uploading</h2>
      <ul className="tasks">
        {tasks.map((task) => (
          <TaskRow key={task.key} bucket={bucket} task={task} />
        ))}
      </ul>
    </section>
  );
}

function TaskRow({ bucket, task }: { bucket: Bucket; task: Task }) {
  const { name, size, sent, status } = task;
  const [problem, setProblem] = useState<string>();
  const error = status === "failed" ? task.error : problem;
  return (
    <li className="task card">
      <span className="task-name">{name}</span>
      <span className="task-state">{describe(task)}</span>
      <span className="task-actions">
        {status === "failed" && (
          <button
            type="button"
            className="link"
            aria-label={`Retry ${name}`}
            onClick={() => retryTask(task)}
          >
            Retry
          </button>
        )}
        {status === "paused" && (
          <label className="pick">
            Choose the file again
            <input
              type="file"
              accept={bucket.info.accept.join(",")}
              onChange={(event) => {
                const file = event.target.files?.[0];
                setProblem(file && resumeTask(bucket, task, file));
              }}
            />
          </label>
        )}
        <button
          type="button"
          className="link"
          aria-label={`Cancel ${name}`}
          onClick={() => cancelTask(bucket, task)}
        >
          Cancel
        </button>
      </span>
      <progress aria-label={name} max={Math.max(size, 1)} value={sent} />
      {error !== undefined && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
    </li>
  );
}

function describe({ status, sent, size }: Task): string {
  if (status === "paused") {
    return `Interrupted · ${formatSize(size)}`;
  }
  if (status === "waiting") {
    return `Waiting · ${formatSize(size)}`;
  }
  const percent = Math.floor((sent / Math.max(size, 1)) * 100);
  return `${formatSize(sent)} of ${formatSize(size)} · ${percent} %`;
}
