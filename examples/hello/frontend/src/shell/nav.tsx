import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Icon, type IconName } from "../components/Icon";

export function Nav({ children }: { children: ReactNode }) {
  return (
    <nav className="nav" aria-label="Main">
      <ul>{children}</ul>
    </nav>
  );
}

interface NavLinkProps {
  href: string;
  icon: IconName;
  children: ReactNode;
}

export function NavLink({ href, icon, children }: NavLinkProps) {
  const [path] = useLocation();
  const isHere = path === href || (href !== "/" && path.startsWith(`${href}/`));
  return (
    <li>
      <Link href={href} aria-current={isHere ? "page" : undefined}>
        <Icon name={icon} />
        <span>{children}</span>
      </Link>
    </li>
  );
}
