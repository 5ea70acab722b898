import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { AccountMenu } from "../auth/AccountMenu";
import { mayEnter } from "../auth/access";
import { useUser } from "../auth/session";
import { Brand } from "../components/Brand";
import { Toasts } from "../components/Toasts";
import { PLACES } from "../generated/places";

/** What surrounds every page: the navigation above, messages below. */
export function Shell({ children }: { children: ReactNode }) {
  const user = useUser();
  const [path] = useLocation();
  const places = PLACES.filter(({ access }) => mayEnter(access, user));
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="top">
        <Link href="/" className="home">
          <Brand />
        </Link>
        <nav aria-label="Main">
          {places.map(({ label, href }) => (
            <Link key={href} href={href} aria-current={isAt(path, href) ? "page" : undefined}>
              {label}
            </Link>
          ))}
        </nav>
        <AccountMenu />
      </header>
      <main id="main" className="page" tabIndex={-1}>
        {children}
      </main>
      <Toasts />
    </>
  );
}

function isAt(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
