import { type RefObject, useLayoutEffect, useState } from "react";
import { useLocation } from "wouter";

export interface Guard {
  isAsking: boolean;
  stay(): void;
  leave(): void;
}

/** Asks whoever leaves while `dirty` is true: by a link, by Back, or by closing the tab. */
export function useGuard(dirty: RefObject<boolean>): Guard {
  const [target, setTarget] = useState<NavigationDestination>();
  const [, navigate] = useLocation();

  // A layout effect, so that it is over before a session that has ended leads to the sign-in page.
  useLayoutEffect(() => {
    function onNavigate(event: NavigateEvent) {
      if (dirty.current && event.cancelable && event.navigationType !== "reload") {
        event.preventDefault();
        setTarget(event.destination);
      }
    }
    function onUnload(event: BeforeUnloadEvent) {
      if (dirty.current) {
        event.preventDefault();
      }
    }
    // A browser without the Navigation API asks only when the tab is closed.
    window.navigation?.addEventListener("navigate", onNavigate);
    addEventListener("beforeunload", onUnload);
    return () => {
      window.navigation?.removeEventListener("navigate", onNavigate);
      removeEventListener("beforeunload", onUnload);
    };
  }, [dirty]);

  function leave() {
    dirty.current = false;
    setTarget(undefined);
    if (target === undefined) {
      return;
    }
    const { key, url } = target;
    if (key !== "") {
      window.navigation.traverseTo(key);
    } else if (url.startsWith(`${location.origin}/`)) {
      navigate(url.slice(location.origin.length));
    } else {
      location.assign(url);
    }
  }

  return { isAsking: target !== undefined, stay: () => setTarget(undefined), leave };
}
