import { type ReactNode, useEffect } from "react";
import { Link } from "wouter";
import { TITLE } from "../generated/app";
import { Icon } from "./Icon";

interface Props {
  title: string;
  lead?: ReactNode;
  /** The page above this one. */
  up?: { label: string; href: string };
  /** Buttons and links, at the end of the line. */
  children?: ReactNode;
}

/** The heading of a page, which also names the tab. */
export function PageHeader({ title, lead, up, children }: Props) {
  useEffect(() => {
    document.title = title === TITLE ? TITLE : `${title} · ${TITLE}`;
  }, [title]);
  return (
    <div className="page-header">
      {up && (
        <p className="page-up">
          <Link href={up.href} className="up">
            <Icon name="chevron" />
            <span dir="auto">{up.label}</span>
          </Link>
        </p>
      )}
      <div className="page-title">
        <h1 dir="auto">{title}</h1>
        {lead && <p className="muted">{lead}</p>}
      </div>
      {children && <div className="actions">{children}</div>}
    </div>
  );
}
