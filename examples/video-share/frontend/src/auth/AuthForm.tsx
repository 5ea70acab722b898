import { type FormEvent, useEffect, useRef, useState } from "react";
import { Alert } from "../components/Alert";
import { Field } from "../components/Field";
import { authMessage } from "./messages";
import { PasswordField } from "./PasswordField";
import { resendCode, STEPS, type Step, submitStep, type Values } from "./steps";

interface Props {
  firstNote: string;
}

/** One card for every step, from signing in to a new password. */
export function AuthForm({ firstNote }: Props) {
  const [step, setStep] = useState<Step>("sign-in");
  const [values, setValues] = useState<Values>({ email: "", password: "", code: "" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [note, setNote] = useState(firstNote);
  const heading = useRef<HTMLHeadingElement>(null);
  const { title, hint, action, asks } = STEPS[step];

  useEffect(() => {
    if (step !== "sign-in") {
      heading.current?.focus();
    }
  }, [step]);

  function go(next: Step) {
    setStep(next);
    setError("");
    setNote("");
    // The password of a sign-up signs in once the address is confirmed; any other step asks anew.
    setValues(({ email, password }) => ({
      email,
      password: next === "confirm" ? password : "",
      code: "",
    }));
  }

  async function run(work: () => Promise<void>) {
    setBusy(true);
    setError("");
    setNote("");
    try {
      await work();
    } catch (reason) {
      setError(authMessage(reason, step));
    }
    setBusy(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      const next = await submitStep(step, { ...values, code: values.code.trim() });
      if (next !== null) {
        go(next);
      }
    });
  }

  function resend() {
    void run(async () => {
      const next = await resendCode(step, values);
      if (next === step) {
        setNote("We sent you a new code.");
      } else if (next !== null) {
        go(next);
      }
    });
  }

  const set = (changes: Partial<Values>) => setValues({ ...values, ...changes });
  return (
    <form
      className="auth-card card"
      aria-labelledby="auth-title"
      aria-busy={busy}
      onSubmit={submit}
    >
      <div>
        <h1 id="auth-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="muted">{hint}</p>
      </div>
      {error !== "" && <Alert>{error}</Alert>}
      {note !== "" && <Alert kind="note">{note}</Alert>}
      {asks.includes("email") && (
        <Field label="Email">
          {(control) => (
            <input
              {...control}
              type="email"
              name="email"
              autoComplete="username"
              required
              value={values.email}
              onChange={(event) => set({ email: event.target.value })}
            />
          )}
        </Field>
      )}
      {asks.includes("code") && (
        <Field label="Code" hint={`Sent to ${values.email}`}>
          {(control) => (
            <input
              {...control}
              name="code"
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              value={values.code}
              onChange={(event) => set({ code: event.target.value })}
            />
          )}
        </Field>
      )}
      {asks.includes("password") && (
        <PasswordField
          value={values.password}
          isNew={step !== "sign-in"}
          onChange={(password) => set({ password })}
        />
      )}
      <button type="submit" className="button button-primary" disabled={busy}>
        {busy ? "One moment…" : action}
      </button>
      <div className="auth-links">
        {step === "sign-in" && (
          <>
            <button type="button" className="link" onClick={() => go("sign-up")}>
              Create an account
            </button>
            <button type="button" className="link" onClick={() => go("forgot")}>
              Forgot password?
            </button>
          </>
        )}
        {asks.includes("code") && (
          <button type="button" className="link" disabled={busy} onClick={resend}>
            Send a new code
          </button>
        )}
        {step !== "sign-in" && (
          <button type="button" className="link" onClick={() => go("sign-in")}>
            Back to sign in
          </button>
        )}
      </div>
    </form>
  );
}
