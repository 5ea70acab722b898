import { useId } from "react";
import { Icon } from "../components/Icon";
import { TextInput } from "./FieldInput";
import { entryOf } from "./fields";
import type { Field } from "./types";

interface Props {
  field: Field;
  entries: readonly string[];
  error: string | undefined;
  onChange: (entries: readonly string[]) => void;
}

/** One control an entry, with buttons to add and to remove. */
export function ListInput({ field, entries, error, onChange }: Props) {
  const id = useId();
  const entry = entryOf(field);
  return (
    <fieldset className="field list" aria-describedby={error === undefined ? undefined : id}>
      <legend>
        {field.label}
        {!field.required && <span className="optional"> optional</span>}
      </legend>
      {entries.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <div key={index} className="list-entry">
          <TextInput
            field={entry}
            text={text}
            aria-label={`${field.label} ${index + 1}`}
            onChange={(changed) => onChange(entries.with(index, changed))}
          />
          <button
            type="button"
            className="button icon-button"
            aria-label={`Remove ${field.label} ${index + 1}`}
            onClick={() => onChange(entries.toSpliced(index, 1))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="button" onClick={() => onChange([...entries, ""])}>
          <Icon name="plus" /> Add
        </button>
      </div>
      {error !== undefined && (
        <p id={id} className="error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
