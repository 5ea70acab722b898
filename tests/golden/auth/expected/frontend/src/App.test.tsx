import { render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { App } from "./App";
import { TITLE } from "./generated/app";
import { ROUTES } from "./pages/routes";
import { cognito, signIn } from "./testing/cognito";

const GUARDED = ROUTES.filter(({ access }) => !access.includes("public"));

describe("the application", () => {
  it("starts with its name", async () => {
    cognito({});
    await signIn();
    render(<App />);
    expect(await screen.findByRole("heading", { name: TITLE })).toBeVisible();
    expect(screen.getByText("ada@example.com")).toBeVisible();
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
    expect(location.search).toBe(path === "/" ? "" : `?next=${encodeURIComponent(path)}`);
  });
});
