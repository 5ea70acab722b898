import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { DataProvider } from "../api/DataProvider";
import { session, type User } from "../auth/session";

export const ADA: User = { id: "ada", email: "ada@example.com", groups: ["admins"] };

/** Renders a page for somebody who has signed in, or for nobody. */
export function renderPage(page: ReactNode, user: User | null = ADA) {
  session.set(
    user === null ? { status: "signed-out", expired: false } : { status: "signed-in", user },
  );
  return { user: userEvent.setup(), ...render(<DataProvider>{page}</DataProvider>) };
}
