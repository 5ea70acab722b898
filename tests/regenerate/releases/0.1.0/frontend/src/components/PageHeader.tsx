import { type ReactNode, useEffect } from "react";
import { TITLE } from "../generated/app";

interface Props {
  title: string;
  children?: ReactNode;
}

/** The heading of a page, which also names the tab. */
export function PageHeader({ title, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ${TITLE}`;
  }, [title]);
  return (
    <div className="page-header">
      <h1>{title}</h1>
      {children !== undefined && <div className="actions">{children}</div>}
    </div>
  );
}
