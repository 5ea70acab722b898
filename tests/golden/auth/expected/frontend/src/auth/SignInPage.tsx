import { useEffect } from "react";
import { Redirect } from "wouter";
import { Brand } from "../components/Brand";
import { DESCRIPTION, TITLE } from "../generated/app";
import { AuthForm } from "./AuthForm";
import { useNextPath } from "./next";
import { session } from "./session";

export default function SignInPage() {
  const current = session.use();
  const next = useNextPath();
  useEffect(() => {
    document.title = `Sign in · ${TITLE}`;
  }, []);
  if (current.status === "signed-in") {
    return <Redirect to={next} replace />;
  }
  const expired = current.status === "signed-out" && current.expired;
  return (
    <div className="auth">
      <aside className="pitch">
        <Brand />
        <p>{DESCRIPTION === "" ? TITLE : DESCRIPTION}</p>
      </aside>
      <main className="auth-main">
        <AuthForm firstNote={expired ? "Your session has ended. Sign in again." : ""} />
      </main>
    </div>
  );
}
