import { useEffect, useState } from "react";
import { useUser } from "../auth/session";
import type { List } from "../data/list";
import type { Stored } from "../data/model";
import { useSettled } from "../data/settled";
import { FORMATS, read } from "./fields/rules";

export interface FilterProps<Item extends Stored, Query> {
  list: List<Item, Query>;
  name: keyof Query & string;
  label: string;
}

type EnumFilterProps<Item extends Stored, Query> = FilterProps<Item, Query> & {
  options: ReadonlyMap<string, string>;
};

export function EnumFilter<Item extends Stored, Query>(props: EnumFilterProps<Item, Query>) {
  const { list, name, label, options } = props;
  const value = list.filters[name] ?? "";
  return (
    <label className="filter" data-set={value !== ""}>
      <span>{label}</span>
      <select value={value} onChange={(event) => list.narrow(name, event.target.value)}>
        <option value="">{anyOf(list, name)}</option>
        {[...options].map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

type ValueFilterProps<Item extends Stored, Query> = FilterProps<Item, Query> & {
  type?: keyof typeof FORMATS;
};

/** A filter by what somebody types; it narrows the list once they have stopped. */
export function ValueFilter<Item extends Stored, Query>(props: ValueFilterProps<Item, Query>) {
  const { list, name, label, type = "string" } = props;
  const format = FORMATS[type];
  const value = list.filters[name] ?? "";
  const [typed, setTyped] = useState(() => (value === "" ? "" : format.write(value as never)));
  const parsed = read<unknown, object>(format, typed, {});
  const wanted = "value" in parsed ? String(parsed.value ?? "") : value;
  const settled = useSettled(wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed narrows the list
  useEffect(() => {
    if (settled !== value) {
      list.narrow(name, settled);
    }
  }, [settled]);
  return (
    <label className="filter" data-set={value !== ""}>
      <span>{label}</span>
      <input
        {...format.input}
        placeholder={anyOf(list, name)}
        aria-invalid={"problem" in parsed}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}

type MineFilterProps<Item extends Stored, Query> = Pick<FilterProps<Item, Query>, "list">;

/** Shows somebody's own items only. */
export function MineFilter<Item extends Stored, Query>({ list }: MineFilterProps<Item, Query>) {
  const user = useUser();
  if (user === null) {
    return null;
  }
  const isMine = list.filters.owner === user.id;
  return (
    <label className="filter" data-set={isMine}>
      <input
        type="checkbox"
        checked={isMine}
        onChange={(event) => list.narrow("owner", event.target.checked ? user.id : "")}
      />
      <span>Only mine</span>
    </label>
  );
}

const BY_AGE: ReadonlyMap<string, string> = new Map([
  ["newest", "Newest first"],
  ["oldest", "Oldest first"],
]);

interface SortFilterProps<Item extends Stored, Query> {
  list: List<Item, Query>;
  /** The words for the orders that are not by age. */
  options?: ReadonlyMap<string, string>;
}

export function SortFilter<Item extends Stored, Query>(props: SortFilterProps<Item, Query>) {
  const { list, options } = props;
  return (
    <label className="filter filter-end">
      <span>Sort</span>
      <select value={list.sort} onChange={(event) => list.sortBy(event.target.value)}>
        {list.sorts.map((order) => (
          <option key={order} value={order}>
            {BY_AGE.get(order) ?? options?.get(order) ?? order}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a filter says while nothing is chosen: another filter may need it to be. */
export function anyOf<Item extends Stored, Query>(list: List<Item, Query>, name: string): string {
  return list.missing.includes(name) ? "Choose…" : "Any";
}
