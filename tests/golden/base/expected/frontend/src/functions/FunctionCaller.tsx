import { type FormEvent, useState } from "react";
import { getPath } from "../api/client";
import { messageOf } from "../api/errors";
import { Alert } from "../components/Alert";
import { Field } from "../components/Field";
import type { HttpFunction } from "./types";

type Values = ReadonlyMap<string, string>;

/** Calls a function with values for the parameters of its path and shows what it answers. */
export function FunctionCaller({ called }: { called: HttpFunction }) {
  const { label, path, parameters } = called;
  const [values, setValues] = useState<Values>(new Map());
  const [answer, setAnswer] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function call(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setAnswer(undefined);
    setError(undefined);
    try {
      setAnswer(JSON.stringify(await getPath(fill(path, values)), null, 2));
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  return (
    <form className="function card" aria-label={label} onSubmit={call}>
      <h3>
        {label} <code>{path}</code>
      </h3>
      <div className="function-inputs">
        {parameters.map((parameter) => (
          <Field key={parameter} label={parameter}>
            {(control) => (
              <input
                {...control}
                required
                value={values.get(parameter) ?? ""}
                onChange={(event) => setValues(new Map(values).set(parameter, event.target.value))}
              />
            )}
          </Field>
        ))}
        <button type="submit" className="button button-primary" disabled={busy}>
          Call
        </button>
      </div>
      <div role="status">{answer !== undefined && <pre className="code">{answer}</pre>}</div>
      {error !== undefined && <Alert>{messageOf(error)}</Alert>}
    </form>
  );
}

function fill(path: string, values: Values): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values.get(name) ?? ""),
  );
}
