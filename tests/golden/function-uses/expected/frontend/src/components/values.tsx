import type { ReactNode } from "react";
import { formatDate, formatDay, formatMoment, formatNumber } from "../format";

const TONES: readonly [tone: string, words: RegExp][] = [
  ["good", /^(active|approved|complete|completed|done|live|ok|open|paid|published|ready|success)$/],
  ["bad", /^(blocked|cancelled|canceled|deleted|error|failed|invalid|overdue|rejected|urgent)$/],
  ["busy", /^(draft|new|pending|processing|queued|running|started|todo|uploaded|waiting)$/],
];

interface BadgeProps<Value extends string> {
  value: Value | undefined;
  options: ReadonlyMap<Value, string>;
}

/** A word of a choice. Words that everybody uses get the color that everybody expects. */
export function Badge<Value extends string>({ value, options }: BadgeProps<Value>) {
  if (value === undefined) {
    return <None />;
  }
  const tone = TONES.find(([, words]) => words.test(value.toLowerCase()))?.[0] ?? "plain";
  return <span className={`badge badge-${tone}`}>{options.get(value) ?? value}</span>;
}

export function YesNo({ value }: { value: boolean | undefined }) {
  if (value === undefined) {
    return <None />;
  }
  return value ? "Yes" : "No";
}

export function NumberValue({ value }: { value: number | undefined }) {
  return value === undefined ? <None /> : <span className="number">{formatNumber(value)}</span>;
}

/** A date of a calendar, the same in every time zone. */
export function CalendarDate({ date }: { date: string | undefined }) {
  return date === undefined ? <None /> : <time dateTime={date}>{formatDate(date)}</time>;
}

export function Moment({ at }: { at: string | undefined }) {
  return at === undefined ? <None /> : <time dateTime={at}>{formatMoment(at)}</time>;
}

/** The day of a moment, for lists; the time of day is told to whoever points at it. */
export function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {formatDay(at)}
    </time>
  );
}

export function EmailLink({ address }: { address: string | undefined }) {
  return address === undefined ? (
    <None />
  ) : (
    <a href={`mailto:${encodeURIComponent(address)}`} className="above">
      {address}
    </a>
  );
}

export function WebLink({ address }: { address: string | undefined }) {
  if (address === undefined) {
    return <None />;
  }
  // Never a link to anything but the web: javascript: addresses run code.
  if (!/^https?:\/\//i.test(address)) {
    return address;
  }
  return (
    <a href={address} target="_blank" rel="noreferrer" className="above">
      {address}
    </a>
  );
}

/** Text as it was typed, with its lines. */
export function Text({ children }: { children: string | undefined }) {
  return children === undefined ? (
    <None />
  ) : (
    <p className="prose" dir="auto">
      {children}
    </p>
  );
}

export function Json({ value }: { value: unknown }) {
  return value === undefined ? (
    <None />
  ) : (
    <pre className="code">{JSON.stringify(value, null, 2)}</pre>
  );
}

interface EntriesProps<Entry> {
  of: readonly Entry[] | undefined;
  children: (entry: Entry) => ReactNode;
}

/** The entries of a list, side by side. */
export function Entries<Entry>({ of, children }: EntriesProps<Entry>) {
  return of === undefined || of.length === 0 ? (
    <None />
  ) : (
    <ul className="tags">
      {of.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <li key={index} dir="auto">
          {children(entry)}
        </li>
      ))}
    </ul>
  );
}

export function None() {
  return (
    <span className="none">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">None</span>
    </span>
  );
}
