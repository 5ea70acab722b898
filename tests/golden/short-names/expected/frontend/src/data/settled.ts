import { useEffect, useState } from "react";

const SETTLED_AFTER = 300;

/** A value once it has stopped changing, so that not every key pressed asks the server. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_AFTER);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
