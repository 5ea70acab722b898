import type { ReactNode } from "react";

interface Props {
  title: string;
  children?: ReactNode;
}

export function Empty({ title, children }: Props) {
  return (
    <div className="empty card">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
