import { Link } from "wouter";
import { useSignInPath } from "../auth/next";
import { signOut, useUser } from "../auth/session";
import { Icon } from "../components/Icon";
import { ThemeToggle } from "./ThemeToggle";

export function AccountMenu() {
  const user = useUser();
  const signInPath = useSignInPath();
  if (user === null) {
    return (
      <div className="account">
        <Link href={signInPath} className="button button-primary">
          Sign in
        </Link>
        <ThemeToggle />
      </div>
    );
  }
  return (
    <div className="account">
      <span className="who" title={user.email}>
        <span className="avatar" aria-hidden="true">
          {Array.from(user.email)[0]?.toUpperCase()}
        </span>
        <span className="who-name">{user.email}</span>
      </span>
      <ThemeToggle />
      <button
        type="button"
        className="button icon-button button-quiet"
        aria-label="Sign out"
        title="Sign out"
        onClick={() => void signOut()}
      >
        <Icon name="sign_out" />
      </button>
    </div>
  );
}
