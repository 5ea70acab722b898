import type { Attachments } from "../data/attachments";
import { formatSize } from "../format";

/** How much of a form's file has been uploaded, while one is. */
export function SendingProgress({ attachments }: { attachments: Attachments }) {
  const { sending } = attachments;
  if (sending === undefined) {
    return null;
  }
  const { name, size, sent } = sending;
  return (
    <div className="task">
      <span className="task-name">{name}</span>
      <span className="task-state">
        {formatSize(sent)} of {formatSize(size)}
      </span>
      <button
        type="button"
        className="link"
        aria-label={`Cancel ${name}`}
        onClick={attachments.cancel}
      >
        Cancel
      </button>
      <progress aria-label={name} max={Math.max(size, 1)} value={sent} />
    </div>
  );
}
