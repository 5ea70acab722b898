import { messageOf } from "../api/errors";
import { Alert } from "./Alert";

interface Props {
  error: unknown;
  onRetry: () => void;
}

export function Failure({ error, onRetry }: Props) {
  return (
    <Alert>
      {messageOf(error)}{" "}
      <button type="button" className="link" onClick={onRetry}>
        Try again
      </button>
    </Alert>
  );
}
