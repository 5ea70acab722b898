import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { gateway, serve } from "../testing/server";
import { FunctionCaller } from "./FunctionCaller";

const GREET = {
  label: "Greet",
  path: "/greet/{name}/as/{constructor}",
  parameters: ["name", "constructor"],
};

it("fills the path in and shows the answer", async () => {
  serve({ "GET /greet/Ada%2FL/as/Countess": () => ({ message: "Hello" }) });
  const user = userEvent.setup();
  render(<FunctionCaller called={GREET} />);
  expect(screen.getByLabelText("constructor")).toHaveValue("");
  await user.type(screen.getByLabelText("name"), "Ada/L");
  await user.type(screen.getByLabelText("constructor"), "Countess");
  await user.click(screen.getByRole("button", { name: "Call" }));
  expect(await screen.findByText(/"message": "Hello"/)).toBeVisible();
});

it("shows an error in words", async () => {
  serve({ "GET /greet/Ada/as/Countess": () => gateway(403, "Forbidden") });
  const user = userEvent.setup();
  render(<FunctionCaller called={GREET} />);
  await user.type(screen.getByLabelText("name"), "Ada");
  await user.type(screen.getByLabelText("constructor"), "Countess");
  await user.click(screen.getByRole("button", { name: "Call" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("You are not allowed to do this.");
});
