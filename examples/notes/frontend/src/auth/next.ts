import { useLocation, useSearch, useSearchParams } from "wouter";

const SIGN_IN = "/sign-in";

/** The sign-in page's address, which remembers where somebody was. */
export function signInPath(here: string): string {
  if (here === SIGN_IN || here.startsWith(`${SIGN_IN}?`)) {
    return here;
  }
  return here === "/" ? SIGN_IN : `${SIGN_IN}?next=${encodeURIComponent(here)}`;
}

export function useSignInPath(): string {
  const [path] = useLocation();
  const search = useSearch();
  return signInPath(search === "" ? path : `${path}?${search}`);
}

/** Where to go after signing in. Only paths of this application: the address may come from anywhere. */
export function useNextPath(): string {
  const [search] = useSearchParams();
  const next = search.get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}
