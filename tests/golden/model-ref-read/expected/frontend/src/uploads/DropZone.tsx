import { type DragEvent, useState } from "react";
import { Icon } from "../components/Icon";
import { formatSize } from "../format";
import type { BucketInfo } from "./types";

interface Props {
  bucket: BucketInfo;
  onFiles: (files: Iterable<File>) => void;
}

export function DropZone({ bucket, onFiles }: Props) {
  const [over, setOver] = useState(false);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFiles(event.dataTransfer.files);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the file input inside
    <div
      className={over ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Icon name="upload" />
      <p>
        <strong>Drop files here</strong> or{" "}
        <label className="drop-pick">
          choose files
          <input
            type="file"
            multiple
            accept={bucket.accept.join(",")}
            onChange={(event) => {
              onFiles(event.target.files ?? []);
              event.target.value = "";
            }}
          />
        </label>
      </p>
      <p className="hint">
        Up to {formatSize(bucket.maxSize)} each. Large files travel in parallel parts and go on
        where they stopped.
      </p>
    </div>
  );
}
