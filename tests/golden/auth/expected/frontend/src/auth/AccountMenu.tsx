import { Link } from "wouter";
import { useSignInPath } from "./next";
import { signOut, useUser } from "./session";

export function AccountMenu() {
  const user = useUser();
  const signInPath = useSignInPath();
  if (user === null) {
    return (
      <div className="account">
        <Link href={signInPath} className="button">
          Sign in
        </Link>
      </div>
    );
  }
  return (
    <div className="account">
      <span className="who" title={user.email}>
        {user.email}
      </span>
      <button type="button" className="button" onClick={() => void signOut()}>
        Sign out
      </button>
    </div>
  );
}
