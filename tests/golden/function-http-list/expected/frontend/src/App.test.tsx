import { render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { App } from "./App";
import { TITLE } from "./generated/app";

describe("the application", () => {
  it("starts with its name", async () => {
    render(<App />);
    expect(await screen.findByRole("heading", { name: TITLE })).toBeVisible();
  });

  it("says that there is nothing at an unknown address", async () => {
    history.replaceState(null, "", "/no/such/page");
    render(<App />);
    expect(await screen.findByRole("heading", { name: "Page not found" })).toBeVisible();
    await waitFor(() => expect(document.title).toMatch(/^Page not found/));
  });
});
