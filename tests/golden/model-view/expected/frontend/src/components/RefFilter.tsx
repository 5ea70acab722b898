import { useId } from "react";
import type { Model, Stored } from "../data/model";
import { anyOf, type FilterProps } from "./Filters";
import { RefPicker } from "./RefPicker";

type Props<Item extends Stored, Query> = FilterProps<Item, Query> & { of: Model };

/** A filter by another model's item. */
export function RefFilter<Item extends Stored, Query>({
  list,
  name,
  label,
  of,
}: Props<Item, Query>) {
  const value = list.filters[name] ?? "";
  return (
    <div className="filter" data-set={value !== ""}>
      <span aria-hidden="true">{label}</span>
      <RefPicker
        id={useId()}
        aria-label={label}
        of={of}
        value={value}
        placeholder={anyOf(list, name)}
        onChange={(id) => list.narrow(name, id)}
      />
    </div>
  );
}
