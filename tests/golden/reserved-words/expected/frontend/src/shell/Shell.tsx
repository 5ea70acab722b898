import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { Brand } from "../components/Brand";
import { Icon } from "../components/Icon";
import { Toasts } from "../components/Toasts";
import { Navigation } from "../pages/Navigation";
import { AccountMenu } from "./AccountMenu";
import { OfflineNotice } from "./OfflineNotice";

/** What surrounds every page: the navigation at the side or, on a narrow screen, behind a button. */
export function Shell({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const former = useRef(path);
  useEffect(() => {
    setOpen(false);
    if (former.current !== path) {
      former.current = path;
      // So that a screen reader goes on where the new page begins.
      main.current?.focus({ preventScroll: true });
    }
  }, [path]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="topbar">
        <button
          type="button"
          className="button icon-button button-quiet"
          aria-label="Menu"
          aria-expanded={isOpen}
          onClick={() => setOpen(true)}
        >
          <Icon name="menu" />
        </button>
        <HomeLink />
      </header>
      <header className="sidebar">
        <HomeLink />
        <Menu />
      </header>
      {isOpen && (
        <Drawer onClose={() => setOpen(false)}>
          <Menu />
        </Drawer>
      )}
      <main ref={main} id="main" className="page" tabIndex={-1}>
        <OfflineNotice />
        {children}
      </main>
      <Toasts />
    </div>
  );
}

function Menu() {
  return (
    <>
      <Navigation />
      <AccountMenu />
    </>
  );
}

function HomeLink() {
  return (
    <Link href="/" className="home">
      <Brand />
    </Link>
  );
}

interface DrawerProps {
  onClose: () => void;
  children: ReactNode;
}

function Drawer({ onClose, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="drawer" aria-label="Menu" onClose={onClose}>
      <div className="drawer-top">
        <Brand />
        <button
          type="button"
          className="button icon-button button-quiet"
          aria-label="Close the menu"
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
