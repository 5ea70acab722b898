import { useEffect, useState } from "react";
import { api, unwrap } from "../api/client";

type State = "asking" | "up" | "down";

const WORDS: Record<State, string> = {
  asking: "Asking the server…",
  up: "The server is up",
  down: "The server does not answer",
};

/** Whether the API answers. */
export default function Health() {
  const [state, setState] = useState<State>("asking");
  useEffect(() => {
    unwrap(api().GET("/health")).then(
      () => setState("up"),
      () => setState("down"),
    );
  }, []);
  return (
    <span className={`health health-${state}`} role="status">
      {WORDS[state]}
    </span>
  );
}
