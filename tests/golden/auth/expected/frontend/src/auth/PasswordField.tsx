import { useState } from "react";
import { Field } from "../components/Field";

const MIN_LENGTH = 10;

interface Props {
  value: string;
  isNew: boolean;
  onChange: (value: string) => void;
}

export function PasswordField({ value, isNew, onChange }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div className="password">
      <Field
        label={isNew ? "New password" : "Password"}
        hint={isNew ? `At least ${MIN_LENGTH} characters` : undefined}
      >
        {(control) => (
          <input
            {...control}
            type={shown ? "text" : "password"}
            name="password"
            autoComplete={isNew ? "new-password" : "current-password"}
            minLength={isNew ? MIN_LENGTH : undefined}
            required
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <button
        type="button"
        className="link password-peek"
        aria-label={shown ? "Hide password" : "Show password"}
        onClick={() => setShown(!shown)}
      >
        {shown ? "Hide" : "Show"}
      </button>
    </div>
  );
}
