import { useId } from "react";
import { type FieldProps, missing, refusal, useBound } from "./BoundField";
import { ListEntries } from "./ListEntries";
import { type Bounds, checkRange, FORMATS, type Format, type Parsed, read } from "./rules";
import { useTyped } from "./typed";

type Props<Input, Entry> = FieldProps<Input, Entry[]> &
  Bounds & {
    /** The type of the entries, and their bounds. */
    entries?: Bounds & { type?: Exclude<keyof typeof FORMATS, "json"> };
  };

/** A control for each entry, with buttons to add and to remove. */
export function ListField<Input, Entry>(props: Props<Input, Entry>) {
  const { form, name, label, required = false, min, max, entries = {} } = props;
  const { type = "string", ...rules } = entries;
  const format = FORMATS[type] as unknown as Format<Entry>;
  const id = useId();
  const { control, hint } = useBound<Input, Entry[]>(props);
  const list = useTyped(
    control.value,
    (values): readonly string[] => (values ?? []).map((value) => format.write(value)),
    (texts) => readAll(texts, (text) => read(format, text, rules), { min, max, required }),
    control.onChange,
  );
  const error = form.errors[name];
  const about = error ?? hint;
  return (
    <fieldset
      ref={refusal(list.problem ?? missing(required, control.value))}
      name={name}
      className="field list"
      aria-describedby={about === undefined ? undefined : id}
    >
      <legend>
        {label}
        {!required && <span className="optional"> optional</span>}
      </legend>
      <ListEntries label={label} type={type} texts={list.text} onChange={list.type} />
      {about !== undefined && (
        <div id={id} className={error === undefined ? "hint" : "error"}>
          {about}
        </div>
      )}
    </fieldset>
  );
}

/** The entries that are not blank; of an optional list without any, nothing. */
function readAll<Entry>(
  texts: readonly string[],
  readEntry: (text: string) => Parsed<Entry>,
  { required, ...bounds }: Bounds & { required: boolean },
): Parsed<Entry[]> {
  const entries: Entry[] = [];
  for (const text of texts) {
    const parsed = readEntry(text);
    if ("problem" in parsed) {
      return { problem: `${text}: ${parsed.problem}` };
    }
    if (parsed.value !== undefined) {
      entries.push(parsed.value);
    }
  }
  return entries.length === 0 && !required
    ? { value: undefined }
    : checkRange(entries, entries.length, bounds, "entries");
}
