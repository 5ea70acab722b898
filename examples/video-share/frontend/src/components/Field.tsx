import { type ReactNode, useId } from "react";

export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
}

interface Props {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  children: (props: ControlProps) => ReactNode;
}

/** A labelled control with its hint and its error, joined for assistive technology. */
export function Field({ label, hint, error, optional = false, children }: Props) {
  const id = useId();
  const about = error === undefined ? hint : error;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> optional</span>}
      </label>
      {children({
        id,
        "aria-describedby": about === undefined ? undefined : `${id}-about`,
        "aria-invalid": error !== undefined,
      })}
      {about !== undefined && (
        <div id={`${id}-about`} className={error === undefined ? "hint" : "error"}>
          {about}
        </div>
      )}
    </div>
  );
}
