import { useUser } from "../auth/session";
import { TextInput } from "./FieldInput";
import { type Filters, indexesFor, sameFields, sortsOf } from "./lists";
import { RefInput } from "./RefInput";
import type { Field, Index, Model } from "./types";

interface Props {
  model: Model;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

export function ListFilters({ model, filters, onChange }: Props) {
  const user = useUser();
  const indexes = indexesFor(model, filters, user);
  const set = (changes: Partial<Filters>) => onChange({ ...filters, ...changes });
  const choices = choicesOf(indexes);
  const sorts = sortsOf(indexes, filters.by);
  const readByOthers = model.access.read.some((word) => word !== "owner");
  return (
    <div className="filters">
      {choices.length > 0 && (
        <select
          aria-label="Filter by"
          value={choices.findIndex((by) => sameFields(by, filters.by))}
          onChange={({ target }) => set({ by: choices[Number(target.value)] ?? [], values: {} })}
        >
          <option value={-1}>All</option>
          {choices.map((by, position) => (
            <option key={by.join()} value={position}>
              {labelOf(model, by)}
            </option>
          ))}
        </select>
      )}
      {fieldsOf(model, filters.by).map((field) => (
        <FilterValue
          key={field.name}
          field={field}
          value={filters.values[field.name] ?? ""}
          onChange={(value) => set({ values: { ...filters.values, [field.name]: value } })}
        />
      ))}
      <select
        aria-label="Sort"
        value={sorts.includes(filters.sort) ? filters.sort : sorts[0]}
        onChange={({ target }) => set({ sort: target.value })}
      >
        {sorts.map((sort) => (
          <option key={sort} value={sort}>
            {orderOf(model, sort)}
          </option>
        ))}
      </select>
      {user !== null && readByOthers && (
        <label className="check">
          <input
            type="checkbox"
            checked={filters.mine}
            onChange={({ target }) => set({ mine: target.checked, by: [], values: {} })}
          />
          Only mine
        </label>
      )}
    </div>
  );
}

function choicesOf(indexes: readonly Index[]): (readonly string[])[] {
  const narrowing = indexes.map(({ by }) => by).filter((by) => by.length > 0);
  return narrowing.filter(
    (by, position) => narrowing.findIndex((other) => sameFields(by, other)) === position,
  );
}

function fieldsOf(model: Model, names: readonly string[]): Field[] {
  return model.fields.filter(({ name }) => names.includes(name));
}

function labelOf(model: Model, names: readonly string[]): string {
  const [first = "", ...others] = fieldsOf(model, names).map(({ label }) => label);
  return [first, ...others.map((label) => label.toLowerCase())].join(" and ");
}

const DIRECTIONS = {
  number: ["lowest first", "highest first"],
  time: ["earliest first", "latest first"],
  text: ["A to Z", "Z to A"],
} as const;

function orderOf(model: Model, sort: string): string {
  if (sort === "newest" || sort === "oldest") {
    return sort === "newest" ? "Newest first" : "Oldest first";
  }
  const descending = sort.startsWith("-");
  const field = model.fields.find(({ name }) => name === sort.replace("-", ""));
  const [up, down] = DIRECTIONS[kindOf(field?.type)];
  return `${field?.label}, ${descending ? down : up}`;
}

function kindOf(type: Field["type"] | undefined): keyof typeof DIRECTIONS {
  if (type === "integer" || type === "number") {
    return "number";
  }
  return type === "date" || type === "datetime" ? "time" : "text";
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
        id={`filter-${field.name}`}
        aria-label={field.label}
        field={field}
        value={value}
        onChange={onChange}
      />
    );
  }
  return <TextInput aria-label={field.label} field={optional} text={value} onChange={onChange} />;
}
