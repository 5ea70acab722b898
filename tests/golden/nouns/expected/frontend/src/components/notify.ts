import { onSessionEnd } from "../auth/session";
import { createStore } from "../store";

interface Toast {
  id: number;
  text: string;
}

const SHOWN_FOR = 5_000;

let lastId = 0;

export const toasts = createStore<readonly Toast[]>([]);

/** Says for a few seconds that something worked. */
export function notify(text: string): void {
  lastId += 1;
  const id = lastId;
  toasts.set([...toasts.get(), { id, text }]);
  setTimeout(() => toasts.set(toasts.get().filter((toast) => toast.id !== id)), SHOWN_FOR);
}

onSessionEnd(() => toasts.set([]));
