import { useState } from "react";
import { messageOf } from "../api/errors";
import { Alert } from "../components/Alert";
import type { Item, Resource } from "./types";

interface Props {
  resource: Resource;
  id: string;
  onLoad: (latest: Item) => void;
  onOverwrite: () => void;
}

/** Somebody saved the item first: whose version is to stay? */
export function Conflict({ resource, id, onLoad, onOverwrite }: Props) {
  const [error, setError] = useState<unknown>();
  return (
    <Alert>
      <p>
        Someone else changed this {resource.model.label.toLowerCase()} while you were editing it.
        Nothing of yours has been saved yet.
      </p>
      {error !== undefined && <p>{messageOf(error)}</p>}
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => void resource.get(id).then(onLoad, setError)}
        >
          Drop my changes, show theirs
        </button>
        <button type="button" className="button" onClick={onOverwrite}>
          Save mine over theirs
        </button>
      </div>
    </Alert>
  );
}
