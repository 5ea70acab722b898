import { vi } from "vitest";

export const API = "https://api.example.com";

export interface Call {
  /** `GET /videos/1?sort=newest` */
  line: string;
  body: unknown;
  headers: Headers;
}

/** By method and path, what a route answers: a value as JSON, or a whole response. */
export type Routes = Readonly<Record<string, (call: Call) => unknown>>;

/** Answers every request of a test; returns the calls, in order. */
export function serve(routes: Routes): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const call = {
      line: `${request.method} ${url.pathname}${url.search}`,
      body: parse(await request.text()),
      headers: request.headers,
    };
    calls.push(call);
    const answer = routes[`${request.method} ${url.pathname}`];
    const value = answer === undefined ? gateway(404, "Not Found") : answer(call);
    return value instanceof Response ? value : Response.json(value);
  });
  return calls;
}

function parse(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}

/** One of the application's own errors. */
export function problem(status: number, detail: string, errors: object[] = []): Response {
  return Response.json(
    { type: "about:blank", title: "Refused", status, detail, errors },
    { status },
  );
}

/** An error in the form of the gateway itself. */
export function gateway(status: number, message: string): Response {
  return Response.json({ message }, { status });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}
