import { render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { App } from "./App";
import { TITLE } from "./generated/app";
import { gateway, serve } from "./testing/server";

describe("the application", () => {
  it("starts with its name and whether the server answers", async () => {
    serve({ "GET /health": () => ({ status: "ok" }) });
    render(<App />);
    expect(await screen.findByRole("heading", { name: TITLE })).toBeVisible();
    expect(await screen.findByText("The server is up")).toBeVisible();
  });

  it("says that the server does not answer", async () => {
    serve({ "GET /health": () => gateway(503, "Service Unavailable") });
    render(<App />);
    expect(await screen.findByText("The server does not answer")).toBeVisible();
  });

  it("says that there is nothing at an unknown address", async () => {
    history.replaceState(null, "", "/no/such/page");
    render(<App />);
    expect(await screen.findByRole("heading", { name: "Page not found" })).toBeVisible();
    await waitFor(() => expect(document.title).toMatch(/^Page not found/));
  });
});
