import { type KeyboardEvent, useState } from "react";
import { messageOf } from "../api/errors";
import { Icon } from "../components/Icon";
import { RESOURCES } from "../generated/resources";
import { titleOf } from "./fields";
import { useItems } from "./queries";
import { useItemTitle } from "./RefValue";
import type { Field, Resource } from "./types";

const PAGE_SIZE = 100;

interface Props {
  id: string;
  field: Field;
  value: string;
  onChange: (id: string) => void;
}

/** A choice among another model's items that narrows down while somebody types. */
export function RefInput({ field, ...props }: Props) {
  const resource = RESOURCES[field.model ?? ""];
  return resource === undefined ? null : <RefPicker {...props} resource={resource} />;
}

type PickerProps = Omit<Props, "field"> & { resource: Resource };

export function RefPicker({ id, resource, value, onChange, ...control }: PickerProps) {
  const { model } = resource;
  const [search, setSearch] = useState<string>();
  const [active, setActive] = useState(0);
  const open = search !== undefined;
  const title = useItemTitle(resource, value);
  const list = useItems(resource, { limit: PAGE_SIZE });
  const found = (list.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((item) =>
      titleOf(model, item)
        .toLowerCase()
        .includes((search ?? "").toLowerCase()),
    );

  function choose(chosen: string) {
    onChange(chosen);
    setSearch(undefined);
  }

  function show(text: string) {
    setSearch(text);
    setActive(0);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && open) {
      setSearch(undefined);
    } else if (event.key === "Enter" && open) {
      const item = found[active];
      if (item !== undefined) {
        choose(item.id);
      }
    } else if (event.key === "ArrowDown" && !open) {
      show("");
    } else if (event.key === "ArrowDown") {
      setActive(Math.min(active + 1, found.length - 1));
    } else if (event.key === "ArrowUp" && open) {
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
        aria-expanded={open}
        aria-controls={open ? `${id}-options` : undefined}
        aria-activedescendant={open && found[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        placeholder={`Search ${model.plural.toLowerCase()}`}
        value={search ?? title.text}
        onClick={() => open || show("")}
        onChange={(event) => show(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setSearch(undefined)}
      />
      {value !== "" && (
        <button
          type="button"
          className="combobox-clear"
          aria-label={`Clear ${model.label.toLowerCase()}`}
          onClick={() => choose("")}
        >
          <Icon name="close" />
        </button>
      )}
      {open && (
        // Pressing the mouse must not take the focus away, or the list closes before the click.
        // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard is the input's matter
        <div className="options" onMouseDown={(event) => event.preventDefault()}>
          <div id={`${id}-options`} role="listbox" aria-label={model.plural}>
            {found.map((item, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is the input's matter
              <div
                key={item.id}
                id={`${id}-${index}`}
                className="option"
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onClick={() => choose(item.id)}
              >
                {titleOf(model, item)}
              </div>
            ))}
          </div>
          {list.isLoading && <p className="hint">Loading…</p>}
          {list.isError && <p className="error">{messageOf(list.error)}</p>}
          {list.isSuccess && found.length === 0 && <p className="hint">Nothing found</p>}
          {list.hasNextPage && (
            <button type="button" className="link" onClick={() => list.fetchNextPage()}>
              Look through more
            </button>
          )}
        </div>
      )}
    </div>
  );
}
