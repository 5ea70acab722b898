import { vi } from "vitest";

interface Sent {
  method: string;
  url: string;
  body: Blob | FormData;
}

/** What storage answers to a request: a status, 0 for no connection, or "hang" until it is aborted. */
type Answer = (sent: Sent) => number | "hang";

/** Stands in for XMLHttpRequest, which uploads use; returns what was sent. */
export function storage(answer: Answer = () => 200): Sent[] {
  const requests: Sent[] = [];

  class FakeRequest extends EventTarget {
    upload = new EventTarget();
    status = 0;
    #method = "";
    #url = "";
    #done = false;

    open(method: string, url: string): void {
      this.#method = method;
      this.#url = url;
    }

    send(body: Blob | FormData): void {
      const sent = { method: this.#method, url: this.#url, body };
      requests.push(sent);
      const size = body instanceof Blob ? body.size : 1;
      const progress = new ProgressEvent("progress", { loaded: Math.ceil(size / 2) });
      queueMicrotask(() => {
        this.upload.dispatchEvent(progress);
        const status = answer(sent);
        if (status !== "hang") {
          this.status = status;
          this.#finish(status === 0 ? "error" : "load");
        }
      });
    }

    abort(): void {
      this.#finish("abort");
    }

    #finish(type: string): void {
      if (!this.#done) {
        this.#done = true;
        this.dispatchEvent(new Event(type));
        this.dispatchEvent(new Event("loadend"));
      }
    }
  }

  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  return requests;
}
