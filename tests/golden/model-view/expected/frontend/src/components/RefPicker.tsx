import { type KeyboardEvent, type Ref, useState } from "react";
import { useLabel } from "../data/item";
import type { Model } from "../data/model";
import { Icon } from "./Icon";
import { RefOptions, useRefOptions } from "./RefOptions";

interface Props {
  id: string;
  of: Model;
  value: string;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
  onChange: (id: string) => void;
}

/** A choice among another model's items that narrows down while somebody types. */
export function RefPicker({ id, of, value, placeholder, onChange, ...control }: Props) {
  const [search, setSearch] = useState<string>();
  const [active, setActive] = useState(0);
  const isOpen = search !== undefined;
  const label = useLabel(of, value);
  const options = useRefOptions(of, search);

  function choose(chosen: string) {
    onChange(chosen);
    setSearch(undefined);
  }

  function show(text: string) {
    setSearch(text);
    setActive(0);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && isOpen) {
      setSearch(undefined);
    } else if (event.key === "Enter" && isOpen) {
      const item = options.found[active];
      if (item !== undefined) {
        choose(item.id);
      }
    } else if (event.key === "ArrowDown" && !isOpen) {
      show("");
    } else if (event.key === "ArrowDown") {
      setActive(Math.min(active + 1, options.found.length - 1));
    } else if (event.key === "ArrowUp" && isOpen) {
      setActive(Math.max(active - 1, 0));
    } else {
      return;
    }
    event.preventDefault();
  }

  return (
    <div className="combobox">
      <input
        {...control}
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-options` : undefined}
        aria-activedescendant={isOpen && options.found[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        placeholder={placeholder ?? `Search ${of.plural.toLowerCase()}`}
        value={search ?? label ?? `Deleted ${of.singular.toLowerCase()}`}
        onClick={() => isOpen || show("")}
        onChange={(event) => show(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setSearch(undefined)}
      />
      {value !== "" && (
        <button
          type="button"
          className="combobox-clear"
          aria-label={`Clear ${of.singular.toLowerCase()}`}
          onClick={() => choose("")}
        >
          <Icon name="close" />
        </button>
      )}
      {isOpen && <RefOptions id={id} of={of} options={options} active={active} onChoose={choose} />}
    </div>
  );
}
