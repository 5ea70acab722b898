import { useLocation, useSearchParams } from "wouter";

/** The sign-in page's address, which remembers where somebody was. */
export function useSignInPath(): string {
  const [path] = useLocation();
  return path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}

/** Where to go after signing in. Only paths of this application: the address may come from anywhere. */
export function useNextPath(): string {
  const [search] = useSearchParams();
  const next = search.get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}
