import { describe, expect, it, vi } from "vitest";
import { gateway, problem, serve } from "../testing/server";
import { api, unwrap } from "./client";
import { ApiError, messageOf } from "./errors";

async function failure(answer: () => unknown): Promise<ApiError> {
  serve({ "GET /health": answer });
  const error: unknown = await unwrap(api().GET("/health")).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe("unwrap", () => {
  it("answers the body of a success", async () => {
    serve({ "GET /health": () => ({ status: "ok" }) });
    expect(await unwrap(api().GET("/health"))).toEqual({ status: "ok" });
  });

  it("reads a problem and its fields", async () => {
    const errors = [{ field: "title", message: "Too long" }];
    const error = await failure(() => problem(422, "Invalid fields.", errors));
    expect(error).toMatchObject({
      status: 422,
      message: "Invalid fields.",
      fields: { title: "Too long" },
    });
  });

  it("reads an error of the gateway", async () => {
    const error = await failure(() => gateway(429, "Too Many Requests"));
    expect(error).toMatchObject({ status: 429, message: expect.stringMatching(/wait a moment/i) });
  });

  it("copes with an error that is not JSON", async () => {
    const error = await failure(() => new Response("<html>", { status: 502 }));
    expect(error).toMatchObject({ status: 502, message: expect.stringMatching(/server/i) });
  });

  it("says that the server cannot be reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(unwrap(api().GET("/health"))).rejects.toMatchObject({
      status: 0,
      message: expect.stringMatching(/connection/i),
    });
  });
});

describe("messageOf", () => {
  it("keeps what only developers understand to itself", () => {
    expect(messageOf(new Error("x is not a function"))).toMatch(/something went wrong/i);
  });
});
