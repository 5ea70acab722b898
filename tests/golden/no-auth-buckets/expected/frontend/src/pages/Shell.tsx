import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Brand } from "../components/Brand";
import { Toasts } from "../components/Toasts";
import { PLACES } from "../generated/places";

/** What surrounds every page: the navigation above, messages below. */
export function Shell({ children }: { children: ReactNode }) {
  const [path] = useLocation();
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
          {PLACES.map(({ label, href }) => (
            <Link key={href} href={href} aria-current={isAt(path, href) ? "page" : undefined}>
              {label}
            </Link>
          ))}
        </nav>
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
