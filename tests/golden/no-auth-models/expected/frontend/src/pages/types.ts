import type { ComponentType } from "react";

export interface PageProps {
  params: Readonly<Record<string, string | undefined>>;
}

export interface PageRoute {
  path: string;
  page: ComponentType<PageProps>;
}

/** A place that the navigation and the home page lead to. */
export interface Place {
  label: string;
  hint: string;
  href: string;
}
