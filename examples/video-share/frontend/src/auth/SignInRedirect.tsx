import { Redirect } from "wouter";
import { useSignInPath } from "./next";

/** Leads to the sign-in page and from there back to where somebody wanted to go. */
export function SignInRedirect() {
  return <Redirect to={useSignInPath()} replace />;
}
