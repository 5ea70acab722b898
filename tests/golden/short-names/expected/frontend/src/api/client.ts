import createClient, { type Client, type Middleware } from "openapi-fetch";
import { accessToken, endSession, sessionSignal } from "../auth/session";
import { getConfig } from "../config";
import { ApiError, networkError, toApiError } from "./errors";
import type { paths } from "./schema";

const authorization: Middleware = {
  async onRequest({ request }) {
    const token = await accessToken();
    if (token !== undefined) {
      request.headers.set("Authorization", `Bearer ${token}`);
    }
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === 401 && request.headers.has("Authorization")) {
      endSession();
    }
  },
};

let client: Client<paths> | undefined;

/** The typed client. It is made on first use, since the address comes with the configuration. */
export function api(): Client<paths> {
  if (client === undefined) {
    client = createClient<paths>({
      baseUrl: new URL(getConfig().apiUrl, location.href).href,
      querySerializer: { array: { style: "form", explode: false } },
      fetch: (request) =>
        fetch(request, { signal: AbortSignal.any([request.signal, sessionSignal()]) }),
    });
    client.use(authorization);
  }
  return client;
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer; anything but success becomes an ApiError. */
export async function unwrap<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await request.catch((reason: unknown) => {
    throw reason instanceof ApiError ? reason : networkError();
  });
  if (!response.ok) {
    throw toApiError(response.status, error);
  }
  return data as T;
}

/** The header that makes a change only if the item is still at this version. */
export function ifMatch(version: number | undefined): Record<string, string> {
  return version === undefined ? {} : { "If-Match": `"${version}"` };
}
