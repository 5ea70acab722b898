import { Icon } from "../Icon";
import { FORMATS } from "./rules";

interface Props {
  label: string;
  type: keyof typeof FORMATS;
  texts: readonly string[];
  onChange: (texts: readonly string[]) => void;
}

export function ListEntries({ label, type, texts, onChange }: Props) {
  return (
    <>
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <div key={index} className="list-entry">
          <EntryControl
            type={type}
            label={`${label} ${index + 1}`}
            text={text}
            onChange={(changed) => onChange(texts.with(index, changed))}
          />
          <button
            type="button"
            className="button icon-button"
            aria-label={`Remove ${label} ${index + 1}`}
            onClick={() => onChange(texts.toSpliced(index, 1))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="button" onClick={() => onChange([...texts, ""])}>
          <Icon name="plus" /> Add
        </button>
      </div>
    </>
  );
}

interface EntryProps {
  label: string;
  type: keyof typeof FORMATS;
  text: string;
  onChange: (text: string) => void;
}

function EntryControl({ label, type, text, onChange }: EntryProps) {
  const control = {
    "aria-label": label,
    value: text,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  switch (type) {
    case "boolean":
      return (
        <select {...control}>
          <option value="">Choose…</option>
          <option value="true">Yes</option>
          <option value="false">No</option>
        </select>
      );
    case "text":
      return <textarea {...control} rows={3} dir="auto" />;
    default:
      return <input {...control} {...FORMATS[type].input} dir="auto" />;
  }
}
