import { type User, useUser } from "../auth/session";
import { TextInput } from "./FieldInput";
import { parse } from "./fields";
import { RefInput } from "./RefInput";
import type { Field, Model, Query } from "./types";

export interface Filters {
  sort: "newest" | "oldest";
  /** The index that narrows the list, and the value it must have. */
  field: string;
  value: string;
  mine: boolean;
}

export const NO_FILTERS: Filters = { sort: "newest", field: "", value: "", mine: false };

export function toQuery(model: Model, filters: Filters, user: User | null): Query {
  const query: Query = { sort: filters.sort };
  const field = model.fields.find(({ name }) => name === filters.field);
  if (field !== undefined && filters.value !== "") {
    const parsed = parse(field, filters.value);
    if ("value" in parsed) {
      query[field.name] = parsed.value;
    }
  }
  if (filters.mine && user !== null) {
    query.owner = user.id;
  }
  return query;
}

interface Props {
  model: Model;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

export function ListFilters({ model, filters, onChange }: Props) {
  const user = useUser();
  const indexed = model.fields.filter(({ name }) => model.indexes.includes(name));
  const field = indexed.find(({ name }) => name === filters.field);
  const set = (changes: Partial<Filters>) => onChange({ ...filters, ...changes });
  const readByOthers = model.access.read.some((word) => word !== "owner");
  return (
    <div className="filters">
      {indexed.length > 0 && (
        <select
          aria-label="Filter by"
          value={filters.field}
          onChange={(event) => set({ field: event.target.value, value: "" })}
        >
          <option value="">All</option>
          {indexed.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      )}
      {field !== undefined && (
        <FilterValue field={field} value={filters.value} onChange={(value) => set({ value })} />
      )}
      <select
        aria-label="Sort"
        value={filters.sort}
        onChange={(event) => set({ sort: event.target.value === "oldest" ? "oldest" : "newest" })}
      >
        <option value="newest">Newest first</option>
        <option value="oldest">Oldest first</option>
      </select>
      {user !== null && readByOthers && (
        <label className="check">
          <input
            type="checkbox"
            checked={filters.mine}
            onChange={(event) => set({ mine: event.target.checked })}
          />
          Only mine
        </label>
      )}
    </div>
  );
}

interface FilterValueProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

function FilterValue({ field, value, onChange }: FilterValueProps) {
  const optional = { ...field, required: false };
  if (field.type === "ref") {
    return (
      <RefInput
        id="filter"
        aria-label={field.label}
        field={field}
        value={value}
        onChange={onChange}
      />
    );
  }
  return <TextInput aria-label={field.label} field={optional} text={value} onChange={onChange} />;
}
