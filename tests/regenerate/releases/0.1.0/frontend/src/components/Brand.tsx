import { TITLE } from "../generated/app";

/** The application's mark and name. */
export function Brand() {
  return (
    <span className="brand">
      <span className="brand-mark" aria-hidden="true">
        {Array.from(TITLE)[0]}
      </span>
      <span className="brand-name">{TITLE}</span>
    </span>
  );
}
