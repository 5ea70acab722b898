import type { ReactNode } from "react";
import { Link } from "wouter";
import { Brand } from "../components/Brand";

/** What surrounds every page. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="top">
        <Link href="/" className="home" aria-label="Home">
          <Brand />
        </Link>
      </header>
      <main id="main" className="page" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
