import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { Alert } from "./components/Alert";
import { loadConfig } from "./config";
import { restoreTheme } from "./shell/theme";
import "./styles/index.css";

const root = createRoot(document.getElementById("root") as HTMLElement);

restoreTheme();
loadConfig().then(
  () =>
    root.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  () =>
    root.render(
      <main className="page">
        <Alert>The application cannot be started: /config.json is missing or broken.</Alert>
      </main>,
    ),
);
