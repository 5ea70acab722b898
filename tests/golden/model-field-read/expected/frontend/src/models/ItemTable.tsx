import { Link } from "wouter";
import { formatMoment } from "../format";
import { FieldValue } from "./FieldValue";
import { columnsOf, titleOf } from "./fields";
import type { Field, Item, Resource } from "./types";

interface Props {
  resource: Resource;
  items: readonly Item[];
}

/** A table that becomes a column of cards on a narrow screen. */
export function ItemTable({ resource, items }: Props) {
  const { model } = resource;
  const columns = columnsOf(model);
  return (
    <div className="table card">
      <table>
        <caption className="visually-hidden">{model.plural}</caption>
        <thead>
          <tr>
            <th scope="col">{model.label}</th>
            {columns.map((field) => (
              <th key={field.name} scope="col" className={alignment(field)}>
                {field.label}
              </th>
            ))}
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link href={`${model.path}/${item.id}`}>{titleOf(model, item)}</Link>
              </th>
              {columns.map((field) => (
                <td key={field.name} className={alignment(field)} data-label={field.label}>
                  <FieldValue resource={resource} item={item} field={field} />
                </td>
              ))}
              <td data-label="Created">
                <time dateTime={item.created_at}>{formatMoment(item.created_at)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function alignment({ type }: Field): string | undefined {
  return type === "integer" || type === "number" ? "number" : undefined;
}
