import { createStore } from "../store";

export type Theme = "system" | "light" | "dark";

const KEY = "theme";

/** The colors that somebody has chosen in this browser. */
export const theme = createStore<Theme>("system");

/** Every color is a `light-dark()` pair: the document's color scheme is all that there is to set. */
export function applyTheme(chosen: Theme): void {
  theme.set(chosen);
  localStorage.setItem(KEY, chosen);
  document.documentElement.dataset.theme = chosen;
}

export function restoreTheme(): void {
  const stored = localStorage.getItem(KEY);
  if (stored === "light" || stored === "dark") {
    applyTheme(stored);
  }
}

export function isDark(chosen: Theme): boolean {
  return chosen === "system"
    ? matchMedia("(prefers-color-scheme: dark)").matches
    : chosen === "dark";
}
