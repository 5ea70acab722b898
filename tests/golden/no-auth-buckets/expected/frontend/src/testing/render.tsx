import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { DataProvider } from "../api/DataProvider";

/** Renders a page and answers somebody who uses it. */
export function renderPage(page: ReactNode) {
  return { user: userEvent.setup(), ...render(<DataProvider>{page}</DataProvider>) };
}
