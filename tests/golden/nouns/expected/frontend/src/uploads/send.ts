import { ApiError, networkError } from "../api/errors";

interface Request {
  method: "POST" | "PUT";
  url: string;
  body: Blob | FormData;
  signal: AbortSignal;
  onProgress: (sent: number) => void;
}

/** Sends a body to storage. XMLHttpRequest, since fetch does not tell how much has been sent. */
export function send({ method, url, body, signal, onProgress }: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener("abort", abort);
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) {
        resolve();
      } else {
        reject(new ApiError(request.status, "The storage refused the file. Try again."));
      }
    });
    request.addEventListener("error", () => reject(networkError()));
    request.addEventListener("abort", () => reject(signal.reason));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", abort));
    request.open(method, url);
    request.send(body);
  });
}
