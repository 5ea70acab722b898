import { Field as Labelled } from "../components/Field";
import { FileInput } from "./FileInput";
import { type Draft, humanize } from "./fields";
import { ListInput } from "./ListInput";
import { RefInput } from "./RefInput";
import type { Field } from "./types";

interface Props {
  field: Field;
  draft: Draft;
  error: string | undefined;
  onChange: (draft: Draft) => void;
}

/** The control for a field, by its type. */
export function FieldInput({ field, draft, error, onChange }: Props) {
  if (field.type === "list") {
    const entries = Array.isArray(draft) ? draft : [];
    return <ListInput field={field} entries={entries} error={error} onChange={onChange} />;
  }
  const text = typeof draft === "string" ? draft : "";
  if (field.type === "boolean" && field.required) {
    return (
      <label className="check">
        <input
          type="checkbox"
          checked={text === "true"}
          onChange={(event) => onChange(String(event.target.checked))}
        />
        {field.label}
      </label>
    );
  }
  return (
    <Labelled label={field.label} error={error} optional={!field.required}>
      {(control) => {
        if (field.type === "ref") {
          return <RefInput {...control} field={field} value={text} onChange={onChange} />;
        }
        if (field.type === "file") {
          return <FileInput {...control} field={field} draft={draft} onChange={onChange} />;
        }
        return <TextInput {...control} field={field} text={text} onChange={onChange} />;
      }}
    </Labelled>
  );
}

const INPUT_TYPES: Partial<Record<Field["type"], string>> = {
  date: "date",
  datetime: "datetime-local",
  email: "email",
  url: "url",
};

interface TextProps {
  field: Field;
  text: string;
  onChange: (text: string) => void;
}

/** The controls that hold one text; what they hold is checked when the form is saved. */
export function TextInput({ field, text, onChange, ...control }: TextProps) {
  const shared = {
    ...control,
    name: field.name,
    value: text,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (field.type) {
    case "text":
      return <textarea {...shared} rows={4} />;
    case "json":
      return <textarea {...shared} className="code" rows={6} spellCheck={false} />;
    case "enum":
      return <Select {...shared} field={field} options={(field.options ?? []).map(namedOption)} />;
    case "boolean":
      return <Select {...shared} field={field} options={YES_OR_NO} />;
    case "integer":
      return <input {...shared} inputMode="numeric" />;
    case "number":
      return <input {...shared} inputMode="decimal" />;
    default:
      return <input {...shared} type={INPUT_TYPES[field.type] ?? "text"} />;
  }
}

type Option = readonly [value: string, label: string];

const YES_OR_NO: readonly Option[] = [
  ["true", "Yes"],
  ["false", "No"],
];

function namedOption(value: string): Option {
  return [value, humanize(value)];
}

interface SelectProps extends React.ComponentProps<"select"> {
  field: Field;
  options: readonly Option[];
}

function Select({ field, options, ...select }: SelectProps) {
  return (
    <select {...select}>
      {(!field.required || select.value === "") && <option value="">Choose…</option>}
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
