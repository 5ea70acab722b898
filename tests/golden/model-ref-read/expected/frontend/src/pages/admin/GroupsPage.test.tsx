import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPage } from "../../testing/render";
import { noContent, problem, serve } from "../../testing/server";
import GroupsPage from "./GroupsPage";

const GRACE = { user: "grace", email: "grace@example.com" };
const LISTS = {
  "GET /admin/groups": () => ({ groups: ["admins", "editors"] }),
  "GET /admin/groups/admins/members": () => ({ items: [GRACE], cursor: null }),
  "GET /admin/groups/editors/members": () => ({ items: [], cursor: null }),
};

it("shows who belongs to which group", async () => {
  serve(LISTS);
  const { user } = renderPage(<GroupsPage />);
  expect(await screen.findByText("grace@example.com")).toBeVisible();
  await user.selectOptions(screen.getByLabelText("Group"), "editors");
  expect(await screen.findByText("Nobody is in this group yet")).toBeVisible();
});

it("adds a member", async () => {
  const calls = serve({
    ...LISTS,
    "PUT /admin/groups/admins/members/ada%40example.com": () => noContent(),
  });
  const { user } = renderPage(<GroupsPage />);
  await user.type(await screen.findByLabelText("Email"), "ada@example.com");
  await user.click(screen.getByRole("button", { name: "Add to admins" }));
  await waitFor(() =>
    expect(calls.map(({ line }) => line)).toContain(
      "PUT /admin/groups/admins/members/ada%40example.com",
    ),
  );
});

it("says that there is no such account", async () => {
  serve({
    ...LISTS,
    "PUT /admin/groups/admins/members/nobody%40example.com": () =>
      problem(404, "There is no such user."),
  });
  const { user } = renderPage(<GroupsPage />);
  await user.type(await screen.findByLabelText("Email"), "nobody@example.com");
  await user.click(screen.getByRole("button", { name: "Add to admins" }));
  expect(await screen.findByText("There is no such user.")).toBeVisible();
});

it("removes a member after a question", async () => {
  const calls = serve({
    ...LISTS,
    "DELETE /admin/groups/admins/members/grace": () => noContent(),
  });
  const { user } = renderPage(<GroupsPage />);
  await user.click(await screen.findByRole("button", { name: "Remove grace@example.com" }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }));
  await waitFor(() =>
    expect(calls.map(({ line }) => line)).toContain("DELETE /admin/groups/admins/members/grace"),
  );
});
