import { useEffect } from "react";
import { may } from "../auth/access";
import { useUser } from "../auth/session";
import { PageHeader } from "../components/PageHeader";
import { DropZone } from "./DropZone";
import { ObjectTable } from "./ObjectTable";
import { TaskList } from "./TaskList";
import { addFiles, restoreTasks } from "./tasks";
import type { Bucket } from "./types";

export function BucketPage({ bucket }: { bucket: Bucket }) {
  const { info } = bucket;
  const user = useUser();
  useEffect(() => restoreTasks(bucket), [bucket]);
  return (
    <>
      <PageHeader title={info.label} />
      {may(info.access.create, user) && (
        <>
          <DropZone bucket={info} onFiles={(files) => addFiles(bucket, files)} />
          <TaskList bucket={bucket} />
        </>
      )}
      <ObjectTable bucket={bucket} />
    </>
  );
}
