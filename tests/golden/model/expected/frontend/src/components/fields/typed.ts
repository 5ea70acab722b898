import { useState } from "react";
import type { Parsed } from "./rules";

interface Typed<Text> {
  text: Text;
  problem: string | undefined;
  type(text: Text): void;
}

/** What is typed into a control, beside the value that it stands for: it may not be one yet. */
export function useTyped<Text, Value>(
  value: Value | undefined,
  write: (value: Value | undefined) => Text,
  read: (text: Text) => Parsed<Value>,
  onChange: (value: Value | undefined) => void,
): Typed<Text> {
  const [typed, setTyped] = useState(() => write(value));
  // Another value than the one typed has come from elsewhere.
  const text = isSame(valueIn(read(typed)), value) ? typed : write(value);
  const parsed = read(text);
  return {
    text,
    problem: "problem" in parsed ? parsed.problem : undefined,
    type(next) {
      setTyped(next);
      onChange(valueIn(read(next)));
    },
  };
}

function valueIn<Value>(parsed: Parsed<Value>): Value | undefined {
  return "value" in parsed ? parsed.value : undefined;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
