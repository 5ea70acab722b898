import { render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { App } from "./App";
import { TITLE } from "./generated/app";
import { ROUTES } from "./generated/routes";
import { cognito, signIn } from "./testing/cognito";
import { gateway } from "./testing/server";

const GUARDED = ROUTES.filter(({ access }) => !access.includes("public"));

describe("the application", () => {
  it("starts with its name and whether the server answers", async () => {
    cognito({}, { "GET /health": () => ({ status: "ok" }) });
    await signIn();
    render(<App />);
    expect(await screen.findByRole("heading", { name: TITLE })).toBeVisible();
    expect(await screen.findByText("The server is up")).toBeVisible();
    expect(screen.getByText("ada@example.com")).toBeVisible();
  });

  it("says that the server does not answer", async () => {
    cognito({}, { "GET /health": () => gateway(503, "Service Unavailable") });
    await signIn();
    render(<App />);
    expect(await screen.findByText("The server does not answer")).toBeVisible();
  });

  it("says that there is nothing at an unknown address", async () => {
    history.replaceState(null, "", "/no/such/page");
    render(<App />);
    expect(await screen.findByRole("heading", { name: "Page not found" })).toBeVisible();
    await waitFor(() => expect(document.title).toMatch(/^Page not found/));
  });

  it.each(GUARDED)("asks to sign in before $path", async ({ path }) => {
    history.replaceState(null, "", path);
    render(<App />);
    expect(await screen.findByRole("heading", { name: "Welcome back" })).toBeVisible();
    expect(location.search).toBe(`?next=${encodeURIComponent(path)}`);
  });
});
