import type { ComponentType } from "react";
import type { Access } from "../auth/access";

export interface PageProps {
  params: Readonly<Record<string, string | undefined>>;
}

export interface PageRoute {
  path: string;
  page: ComponentType<PageProps>;
  access: Access;
}

/** A place that the navigation and the home page lead to. */
export interface Place {
  label: string;
  hint: string;
  href: string;
  access: Access;
}
