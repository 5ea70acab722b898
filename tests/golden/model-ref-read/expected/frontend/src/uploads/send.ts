import { ApiError, networkError } from "../api/errors";

interface Request {
  url: string;
  headers?: Readonly<Record<string, string>>;
  body: Blob;
  signal: AbortSignal;
  onProgress: (sent: number) => void;
}

/** Sends a body to storage. XMLHttpRequest, since fetch does not tell how much has been sent. */
export function send({ url, headers = {}, body, signal, onProgress }: Request): Promise<void> {
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
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.send(body);
  });
}
