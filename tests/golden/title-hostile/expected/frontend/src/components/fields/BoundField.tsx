import type { ReactNode } from "react";
import { setProblem } from "../../data/check";
import type { Form } from "../../data/form";
import { type ControlProps, Field } from "../Field";

/** The names of the inputs that take a value. */
export type NamesOf<Input, Value> = {
  [Name in keyof Input]-?: NonNullable<Input[Name]> extends Value ? Name : never;
}[keyof Input] &
  string;

export interface FieldProps<Input, Value> {
  form: Form<Input>;
  name: NamesOf<Input, Value>;
  label: string;
  hint?: string;
  required?: boolean;
}

export interface BoundControl<Value> extends ControlProps {
  name: string;
  required: boolean;
  value: Value | undefined;
  onChange(value: Value | undefined): void;
}

interface Props<Input, Value> extends FieldProps<Input, Value> {
  children: (control: BoundControl<Value>) => ReactNode;
}

/** A labelled control for a value of a form, with what is wrong and what somebody else has saved. */
export function BoundField<Input, Value>(props: Props<Input, Value>) {
  const { form, label, required = false, children } = props;
  const bound = useBound(props);
  return (
    <Field label={label} hint={bound.hint} error={form.errors[props.name]} optional={!required}>
      {(control) => children({ ...control, ...bound.control, required })}
    </Field>
  );
}

/** The value of a form that a field edits, and the hint below it. */
export function useBound<Input, Value>({ form, name, hint }: FieldProps<Input, Value>) {
  const value = (form.values[name] ?? undefined) as Value | undefined;
  const onChange = (changed: Value | undefined) => form.set(name, changed);
  const theirs = (form.theirs?.[name] ?? undefined) as Value | undefined;
  const isContested = form.theirs !== undefined && name in form.theirs;
  return {
    control: { name, value, onChange },
    hint:
      isContested && JSON.stringify(theirs) !== JSON.stringify(value) ? (
        <>
          Someone else’s: {wordsFor(theirs)}{" "}
          <button type="button" className="link" onClick={() => onChange(theirs)}>
            Take theirs
          </button>
        </>
      ) : (
        hint
      ),
  };
}

function wordsFor(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Tells the form what is wrong with a control, for when it is saved. */
export function refusal(problem: string | undefined) {
  return (control: Element | null) => {
    if (control !== null) {
      setProblem(control, problem);
    }
  };
}

/** What is wrong with a value that must be there and is not. */
export function missing(required: boolean, value: unknown): string | undefined {
  return required && value === undefined ? "Fill in this field." : undefined;
}
