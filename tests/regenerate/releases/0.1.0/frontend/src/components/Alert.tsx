import type { ReactNode } from "react";

interface Props {
  kind?: "error" | "note";
  children: ReactNode;
}

/** A message that is read out as soon as it appears. */
export function Alert({ kind = "error", children }: Props) {
  return (
    <div className={`alert alert-${kind}`} role={kind === "error" ? "alert" : "status"}>
      {children}
    </div>
  );
}
