import { Icon } from "../components/Icon";
import { applyTheme, isDark, theme } from "./theme";

export function ThemeToggle() {
  const dark = isDark(theme.use());
  const label = dark ? "Use light colors" : "Use dark colors";
  return (
    <button
      type="button"
      className="button icon-button button-quiet"
      aria-label={label}
      title={label}
      onClick={() => applyTheme(dark ? "light" : "dark")}
    >
      <Icon name={dark ? "sun" : "moon"} />
    </button>
  );
}
