import { vi } from "vitest";

interface Sent {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Blob;
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
    #headers: Record<string, string> = {};
    #done = false;

    open(method: string, url: string): void {
      this.#method = method;
      this.#url = url;
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers[name] = value;
    }

    send(body: Blob): void {
      const sent = { method: this.#method, url: this.#url, headers: this.#headers, body };
      requests.push(sent);
      const progress = new ProgressEvent("progress", { loaded: Math.ceil(body.size / 2) });
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
