/** RFC 9457, with the fields that were refused. */
interface Problem {
  title: string;
  status: number;
  detail?: string;
  errors?: { field: string; message: string }[];
}

const MESSAGES: Record<number, string> = {
  403: "You are not allowed to do this.",
  404: "This does not exist, or you may not see it.",
  412: "Someone else has changed this in the meantime.",
  413: "This is too large.",
  415: "This kind of file is not accepted.",
  429: "Too many requests at once. Wait a moment and try again.",
};

/** A request that failed, in words for the person in front of the screen. */
export class ApiError extends Error {
  readonly status: number;
  /** The message for each field that was refused. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.fields = fields;
  }
}

/** Reads the application's own errors (problem details) and those that the gateway answers itself. */
export function toApiError(status: number, body: unknown): ApiError {
  if (status >= 500) {
    return new ApiError(status, "The server has a problem. Try again in a moment.");
  }
  const problem = isProblem(body) ? body : undefined;
  const fields = Object.fromEntries(
    (problem?.errors ?? []).map(({ field, message }) => [field, message]),
  );
  const message = problem?.detail ?? MESSAGES[status] ?? "The request was refused.";
  return new ApiError(status, message, fields);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "status" in body && "title" in body;
}

export function networkError(): ApiError {
  return new ApiError(0, "The server cannot be reached. Check your connection and try again.");
}

/** Whether the same request may succeed when it is sent again. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500)
  );
}

export function messageOf(error: unknown): string {
  if (error instanceof DOMException && error.name === "AbortError") {
    return "Cancelled.";
  }
  return error instanceof ApiError ? error.message : "Something went wrong. Try again.";
}
