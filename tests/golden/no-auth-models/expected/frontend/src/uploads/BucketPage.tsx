import { useEffect } from "react";
import { PageHeader } from "../components/PageHeader";
import { DropZone } from "./DropZone";
import { ObjectTable } from "./ObjectTable";
import { TaskList } from "./TaskList";
import { addFiles, restoreTasks } from "./tasks";
import type { Bucket } from "./types";

export function BucketPage({ bucket }: { bucket: Bucket }) {
  const { info } = bucket;
  useEffect(() => restoreTasks(bucket), [bucket]);
  return (
    <>
      <PageHeader title={info.label} />
      <DropZone bucket={info} onFiles={(files) => addFiles(bucket, files)} />
      <TaskList bucket={bucket} />
      <ObjectTable bucket={bucket} />
    </>
  );
}
