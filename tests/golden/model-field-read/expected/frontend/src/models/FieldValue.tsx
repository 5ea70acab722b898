import { Badge } from "../components/Badge";
import { formatDate, formatMoment, formatNumber } from "../format";
import { FileLink } from "./FileLink";
import { entryOf, humanize } from "./fields";
import { RefValue } from "./RefValue";
import type { Field, Item, Resource } from "./types";

interface Props {
  resource: Resource;
  item: Item;
  field: Field;
}

/** The value of a field as a person reads it. */
export function FieldValue({ resource, item, field }: Props) {
  const value = item[field.name];
  if (value === undefined || value === null) {
    return <span className="muted">—</span>;
  }
  if (field.type === "file") {
    return <FileLink resource={resource} id={item.id} field={field.name} />;
  }
  if (field.type === "list" && Array.isArray(value)) {
    return (
      <ul className="chips">
        {value.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
          <li key={index} className="chip">
            <Value field={entryOf(field)} value={entry} />
          </li>
        ))}
      </ul>
    );
  }
  return <Value field={field} value={value} />;
}

function Value({ field, value }: { field: Field; value: unknown }) {
  const text = String(value);
  switch (field.type) {
    case "enum":
      return <Badge word={text}>{humanize(text)}</Badge>;
    case "ref":
      return <RefValue model={field.model ?? ""} id={text} />;
    case "boolean":
      return value === true ? "Yes" : "No";
    case "integer":
    case "number":
      return formatNumber(Number(value));
    case "date":
      return <time dateTime={text}>{formatDate(text)}</time>;
    case "datetime":
      return <time dateTime={text}>{formatMoment(text)}</time>;
    case "email":
      return <a href={`mailto:${text}`}>{text}</a>;
    case "url":
      return <WebLink address={text} />;
    case "json":
      return <pre className="code">{JSON.stringify(value, null, 2)}</pre>;
    default:
      return <span className="prose">{text}</span>;
  }
}

function WebLink({ address }: { address: string }) {
  // Never a link to anything but the web: javascript: addresses run code.
  if (!/^https?:\/\//i.test(address)) {
    return address;
  }
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {address}
    </a>
  );
}
