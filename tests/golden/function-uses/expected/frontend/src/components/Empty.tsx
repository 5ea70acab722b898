import type { ReactNode } from "react";

interface Props {
  title: string;
  children?: ReactNode;
}

/** What stands where there is nothing: what would be here, and how to begin. */
export function Empty({ title, children }: Props) {
  return (
    <div className="empty">
      <svg className="empty-art" viewBox="0 0 160 96" aria-hidden="true">
        <rect className="art-back" x="34" y="8" width="92" height="58" rx="9" />
        <rect className="art-middle" x="24" y="18" width="112" height="62" rx="10" />
        <rect className="art-front" x="14" y="28" width="132" height="66" rx="11" />
        <rect className="art-tile" x="26" y="42" width="36" height="38" rx="6" />
        <rect className="art-line" x="74" y="46" width="56" height="7" rx="3.5" />
        <rect className="art-line" x="74" y="60" width="40" height="7" rx="3.5" />
        <rect className="art-line" x="74" y="74" width="24" height="7" rx="3.5" />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
