import type { ReactNode } from "react";

const MEANINGS: readonly [kind: string, words: RegExp][] = [
  ["good", /^(active|approved|complete|completed|done|live|ok|open|paid|published|ready|success)$/],
  ["bad", /^(blocked|cancelled|canceled|deleted|error|failed|invalid|overdue|rejected|urgent)$/],
  ["busy", /^(draft|new|pending|processing|queued|running|started|todo|uploaded|waiting)$/],
];

/** A coloured word. Words that everybody uses get the colour that everybody expects. */
export function Badge({ word, children }: { word: string; children: ReactNode }) {
  const kind = MEANINGS.find(([, words]) => words.test(word.toLowerCase()))?.[0] ?? "plain";
  return <span className={`badge badge-${kind}`}>{children}</span>;
}
